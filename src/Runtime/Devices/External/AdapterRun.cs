using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>A program at one row of inputs, as many shots, and the counts that came back.</summary>
/// <param name="Program">The text of the program.</param>
/// <param name="Inputs">The row.</param>
/// <param name="Shots">Shots, at least 1.</param>
/// <param name="BitCount">Classical bits of the program.</param>
internal sealed record AdapterRun(string Program, double[] Inputs, long Shots, int BitCount)
{
    /// <summary>Outcome → shots; bit i of an outcome is classical bit i.</summary>
    public Dictionary<BigInteger, long> Counts { get; } = [];

    /// <summary>The mean of the sign that the parity of some bits gives, in [-1, 1].</summary>
    public double Mean(BigInteger bits) =>
        (double)Counts.Sum(c => BigInteger.PopCount(c.Key & bits).IsEven ? c.Value : -c.Value) / Shots;
}
