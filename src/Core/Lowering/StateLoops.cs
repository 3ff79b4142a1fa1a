using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// A circuit whose state is too long to be unrolled, as sweeps over the state vector: each applies the gates of a few qubits in one
/// pass of a loop whose body is a short program. Data only, as a program is.
/// </summary>
/// <remarks>
/// Amplitudes are not normalised (<see cref="QubitGroup.Weight"/>); observations hold the factor. A qubit enters the state, as its next
/// bit, with the first sweep that entangles it, so early sweeps are over short vectors.
/// </remarks>
/// <param name="QubitCount">Qubits of the state; one that no observable sees is none of them.</param>
/// <param name="Coefficients">
/// What no amplitude changes: cosines, sines and their products, each an output; first those of the sweeps, in order.
/// </param>
/// <param name="Loops">In time order.</param>
/// <param name="Observations">One an observable.</param>
/// <param name="Gradient">How derivatives are taken; null where they were not asked for.</param>
public sealed record StateLoops(
    int QubitCount,
    Program Coefficients,
    EquatableArray<StateLoop> Loops,
    EquatableArray<Observation> Observations,
    StateLoopGradient? Gradient)
{
    /// <summary>Coefficients that sweeps read.</summary>
    public int LoopCoefficientCount => Loops.Sum(s => s.CoefficientCount);

    /// <summary>Steps of the values and, where they are taken, the derivatives; loops counted once.</summary>
    public int StepCount => Coefficients.ArithmeticCount
        + Loops.Sum(s => s.StepCount)
        + Observations.Sum(o => o.StepCount(Gradient is not null))
        + (Gradient?.Chain.ArithmeticCount ?? 0);

    /// <summary>Steps that one evaluation of the values takes, every turn of every loop.</summary>
    public long Work => Coefficients.ArithmeticCount
        + Loops.Sum(s => (long)Math.Max(s.Body.ArithmeticCount, s.OutputCount) << (s.Before - s.OldCount))
        + Observations.SelectMany(o => o.Loops).Sum(p => (long)p.StepCount(withSeed: false) << (QubitCount - p.BitCount));
}

/// <summary>Some gates in one pass over the state.</summary>
/// <param name="Gates">The gates, as text for people.</param>
/// <param name="Bits">The bits of an amplitude's index that the gates act on, ascending; bit i of the body's index is the i-th.</param>
/// <param name="Before">Qubits of the state before; higher bits are of qubits that enter in |0⟩.</param>
/// <param name="FirstCoefficient">The first of its coefficients.</param>
/// <param name="CoefficientCount">Their number.</param>
/// <param name="Body">
/// Inputs: real and imaginary parts of the amplitudes of the qubits that are there, none in the first sweep; then the coefficients.
/// Outputs: the parts of all amplitudes.
/// </param>
/// <param name="Backward">
/// Inputs: the parts of all amplitudes behind the gates, the same of the derivative by them, then the coefficients. Outputs: the parts
/// of the amplitudes before the gates, of the derivative by them, and this pass's share of the derivative by each coefficient.
/// </param>
public sealed record StateLoop(
    string Gates, EquatableArray<int> Bits, int Before, int FirstCoefficient, int CoefficientCount, Program Body, Program? Backward)
{
    /// <summary>Bits of qubits that were there.</summary>
    public int OldCount => Bits.Count(b => b < Before);

    /// <summary>Qubits of the state behind the sweep.</summary>
    public int After => Before + Bits.Count - OldCount;

    /// <summary>Numbers that the body reads of the state: real and imaginary parts.</summary>
    public int InputCount => Before == 0 ? 0 : 2 << OldCount;

    /// <summary>Numbers that it writes.</summary>
    public int OutputCount => 2 << Bits.Count;

    /// <summary>Steps of a turn of its loop, and of that of the way back: at least the numbers that are stored.</summary>
    public int StepCount => Math.Max(Body.ArithmeticCount, OutputCount)
        + (Backward is null ? 0 : Math.Max(Backward.ArithmeticCount, 2 * InputCount));
}

/// <summary>How the expectation value of an observable is read from the state.</summary>
/// <param name="Observable">The observable, as text for people.</param>
/// <param name="Loops">Loops over the state; the value is the sum of theirs.</param>
public sealed record Observation(string Observable, EquatableArray<ObservationLoop> Loops)
{
    /// <summary>Steps of its loops, each counted once.</summary>
    /// <param name="withSeed">Whether the derivative is taken.</param>
    public int StepCount(bool withSeed) => Loops.Sum(p => p.StepCount(withSeed));
}

/// <summary>One loop over the state, by runs of consecutive amplitudes, for the strings that flip the qubits in at most a few ways.</summary>
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
    /// <summary>Steps of a turn of its loop, one for each term of a sum of signs among them.</summary>
    /// <param name="withSeed">Whether the derivative is taken.</param>
    public int StepCount(bool withSeed) => Signs.Sum(s => s.Terms.Count) + (withSeed ? Seed : Value).ArithmeticCount;
}

/// <summary>A sum of signs that depend on an amplitude's index i: <c>Σ c·(-1)^popcount(i ∧ mask)</c>.</summary>
/// <param name="Terms">The coefficients with their masks.</param>
public sealed record SignSum(EquatableArray<SignTerm> Terms);

/// <summary>A term of a sum of signs.</summary>
/// <param name="Coefficient">Its magnitude, with the amplitudes' normalisation.</param>
/// <param name="Mask">The bits whose parity is its sign.</param>
public readonly record struct SignTerm(double Coefficient, int Mask);

/// <summary>From the derivatives by coefficients to those by symbols.</summary>
/// <param name="Chain">
/// Inputs: the coefficients of <see cref="StateLoops.Coefficients"/>, the derivatives by those of the sweeps, then
/// <paramref name="Factors"/>. Outputs: the derivative by each symbol.
/// </param>
/// <param name="Factors">What the chain rule multiplies by where angles are not affine.</param>
public sealed record StateLoopGradient(Program Chain, EquatableArray<Angle> Factors);
