using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The distribution of a circuit's outcomes under global depolarising noise and equal errors of readout.</summary>
internal static class GlobalNoise
{
    /// <summary>
    /// Returns the probability of each outcome: with the probability that no gate fails the exact one, else any outcome equally.
    /// </summary>
    /// <param name="circuit">The circuit; operations in place of cut ends have no errors, as in <see cref="DeviceNoise"/>.</param>
    /// <param name="noise">The noise.</param>
    public static SortedDictionary<BigInteger, double> Outcomes(DeviceCircuit circuit, DeviceNoise noise)
    {
        int bits = circuit.Circuit.BitCount;
        double kept = noise.Damping(circuit.Circuit, 0);
        double[] exact = new double[1 << bits];
        PauliString identity = PauliString.Of(Enumerable.Repeat(Pauli.I, circuit.Circuit.QubitCount));
        foreach (CircuitBranch branch in CircuitSimulator.Branches(circuit.Circuit, [], []))
        {
            int outcome = branch.Bits.Select((b, i) => b ? 1 << i : 0).Sum();
            exact[outcome] += branch.State.Expectation(identity);
        }

        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = (kept * Math.Max(0, exact[i])) + ((1 - kept) / exact.Length);
        }

        for (int bit = 0; bit < bits; bit++)
        {
            for (int i = 0; i < exact.Length; i++)
            {
                int other = i | (1 << bit);
                if (i != other)
                {
                    (exact[i], exact[other]) = (
                        ((1 - noise.Readout) * exact[i]) + (noise.Readout * exact[other]),
                        ((1 - noise.Readout) * exact[other]) + (noise.Readout * exact[i]));
                }
            }
        }

        return new(exact.Index().Where(p => p.Item > 0).ToDictionary(p => (BigInteger)p.Index, p => p.Item));
    }
}
