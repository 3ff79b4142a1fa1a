using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>An output distribution estimated from shots.</summary>
/// <param name="Qubits">The qubits, ascending.</param>
/// <param name="Strings">The strings that were estimated, ascending; estimates of the others are 0.</param>
/// <param name="CircuitCount">Circuits run.</param>
/// <param name="ShotCount">Shots of all of them.</param>
public sealed record OutputEstimates(IReadOnlyList<int> Qubits, IReadOnlyList<EstimatedString> Strings, long CircuitCount, long ShotCount)
{
    /// <summary>Draws strings from the distribution that is closest to the estimates; biased as that is.</summary>
    /// <param name="count">Number of draws, from 1.</param>
    /// <param name="seed">Keys the random numbers; the stream is (seed, 1, 0).</param>
    /// <returns>The distinct strings in ascending order, each with how often it was drawn.</returns>
    public IReadOnlyList<StringCount> Sample(long count, ulong seed)
    {
        var random = new CounterRandom(seed, 1, 0);
        double[] masses = [.. Strings.Select(s => s.Probability)];
        return [.. OutcomeDraw.Draw(ref random, count, masses).Select(d => new StringCount(Strings[d.Outcome].Bits, d.Count))];
    }
}
