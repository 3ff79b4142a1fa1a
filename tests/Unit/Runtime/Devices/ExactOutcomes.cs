using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>What a circuit with registers gives, exactly and drawn.</summary>
internal static class ExactOutcomes
{
    /// <summary>Returns the probability of every outcome; bit i of an outcome is classical bit i over all registers.</summary>
    public static SortedDictionary<BigInteger, double> Of(OpenQasmProgram program)
    {
        var exact = new SortedDictionary<BigInteger, double>();
        PauliString identity = PauliString.Of(Enumerable.Repeat(Pauli.I, program.Circuit.QubitCount));
        foreach (CircuitBranch branch in CircuitSimulator.Branches(program.Circuit, [], []))
        {
            BigInteger outcome =
                branch.Bits.Select((b, i) => b ? BigInteger.One << i : 0).Aggregate(BigInteger.Zero, (sum, bit) => sum | bit);
            exact[outcome] = exact.GetValueOrDefault(outcome) + branch.State.Expectation(identity);
        }

        return exact;
    }

    /// <summary>Draws shots by the inverse of the distribution.</summary>
    public static SortedDictionary<BigInteger, long> Drawn(SortedDictionary<BigInteger, double> exact, long shots, ref CounterRandom random)
    {
        var counts = new SortedDictionary<BigInteger, long>();
        for (long shot = 0; shot < shots; shot++)
        {
            double left = random.NextDouble();
            BigInteger outcome = exact.Keys.Last();
            foreach ((BigInteger candidate, double probability) in exact)
            {
                left -= probability;
                if (left < 0)
                {
                    outcome = candidate;
                    break;
                }
            }

            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        }

        return counts;
    }
}
