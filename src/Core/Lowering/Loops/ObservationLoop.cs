using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// One loop over the state, by runs of consecutive amplitudes, for the strings that flip the qubits in at most a few ways.
/// </summary>
/// <param name="BitCount">A run is 2^so many amplitudes.</param>
/// <param name="Flips">For each further run that is read, the bits in which its first index differs.</param>
/// <param name="Signs">Inputs that change from run to run.</param>
/// <param name="Value">
/// Inputs: real and imaginary parts of the run, of each further run, then the signs. Output: the run's share of the value.
/// </param>
/// <param name="Seed">The same inputs. Outputs: the value's share, then the parts of its derivative by the run's amplitudes.</param>
public sealed record ObservationLoop(
    int BitCount, EquatableArray<int> Flips, EquatableArray<SignSum> Signs, Program Value, Program Seed)
{
    /// <summary>Counts the steps of a turn of its loop, one for each term of a sum of signs among them.</summary>
    /// <param name="withSeed">Whether the derivative is taken.</param>
    public int StepCount(bool withSeed) => Signs.Sum(s => s.Terms.Count) + (withSeed ? Seed : Value).ArithmeticCount;
}
