using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>How often each qubit is read wrongly, from two calibration circuits: all qubits in |0⟩, and all in |1⟩.</summary>
/// <param name="Zero">For each qubit the probability of 1 where it was 0.</param>
/// <param name="One">For each qubit the probability of 0 where it was 1.</param>
/// <param name="ZeroShots">Shots of the first circuit.</param>
/// <param name="OneShots">Shots of the second.</param>
public sealed record ReadoutFlips(double[] Zero, double[] One, long ZeroShots, long OneShots)
{
    /// <summary>No flips.</summary>
    /// <param name="qubits">Number of qubits.</param>
    internal static ReadoutFlips None(int qubits) => new(new double[qubits], new double[qubits], 1, 1);

    /// <summary>Learns the flips from the counts of the calibration circuits, whose bit q is qubit q.</summary>
    /// <exception cref="ResultFileException">A circuit has no shots, or a qubit is read wrongly as often as rightly.</exception>
    public static ReadoutFlips Of(CircuitCounts zero, CircuitCounts one)
    {
        int qubits = zero.BitCount;
        var flips = new ReadoutFlips(
            [.. Enumerable.Range(0, qubits).Select(q => (1 - zero.MeanSign(BigInteger.One << q)) / 2)],
            [.. Enumerable.Range(0, qubits).Select(q => (1 + one.MeanSign(BigInteger.One << q)) / 2)],
            zero.Shots,
            one.Shots);
        int blind = Enumerable.Range(0, qubits).FirstOrDefault(q => flips.Zero[q] + flips.One[q] >= 1, -1);
        return blind < 0
            ? flips
            : throw new ResultFileException(
                $"qubit {blind} is read wrongly as often as rightly in the calibration, which nothing can mitigate; use other qubits");
    }

    /// <summary>The value of a bit whose mean is that of the sign before readout: (z − (e1 − e0))/(1 − e0 − e1).</summary>
    /// <param name="qubit">The qubit that was read.</param>
    /// <param name="isSet">Whether 1 was read.</param>
    public double Value(int qubit, bool isSet) =>
        ((isSet ? -1 : 1) - (One[qubit] - Zero[qubit])) / (1 - Zero[qubit] - One[qubit]);
}
