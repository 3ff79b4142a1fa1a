using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Decides between two orders of bits by what the circuit gives exactly.</summary>
internal static class OrderEvidence
{
    // 2^12 branches take milliseconds.
    private const int WidestSimulated = 12;

    // Part of the shots that noise may have spread over all outcomes; without it one impossible outcome would decide alone.
    private const double NoiseShare = 0.2;

    // The other order must be e^20 times less likely: a false decision in 10^8 files.
    private const double Decisive = 20;

    /// <summary>Whether rows fit the circuit with bit 0 first far better than with bit 0 last.</summary>
    /// <param name="table">Rows whose column i is bit i.</param>
    /// <param name="circuit">The circuit; symbols or too many measurements leave the question open.</param>
    /// <exception cref="ResultFileException">They fit far better with bit 0 last, so the table is wrong.</exception>
    public static bool IsBitZeroFirst(OutcomeTable table, OutcomeCircuit circuit)
    {
        int bits = circuit.BitCount;
        if (table.Columns.Count != bits || circuit.Measurements.Count > WidestSimulated || circuit.Circuit.QubitCount > WidestSimulated
            || circuit.Circuit.FeatureCount + circuit.Circuit.WeightCount > 0)
        {
            return false;
        }

        double[] exact = Distribution(circuit);
        double difference = 0;
        foreach ((string row, double weight) in table.Weights)
        {
            difference += weight * (Math.Log(Likelihood(row)) - Math.Log(Likelihood(OutcomeText.Reversed(row))));
        }

        return difference >= -Decisive ? difference > Decisive : throw new ResultFileException(
            "the outcomes fit the circuit with bit 0 last; if the strings are Qiskit's, give --bits last");

        double Likelihood(string row) => ((1 - NoiseShare) * exact[Index(row)]) + (NoiseShare / exact.Length);
    }

    private static double[] Distribution(OutcomeCircuit circuit)
    {
        double[] exact = new double[1 << circuit.BitCount];
        foreach (CircuitBranch branch in CircuitSimulator.Branches(circuit.Circuit, [], []))
        {
            int outcome = 0;
            for (int bit = 0; bit < branch.Bits.Count; bit++)
            {
                outcome |= branch.Bits[bit] && circuit.PositionOf(bit) >= 0 ? 1 << circuit.PositionOf(bit) : 0;
            }

            exact[outcome] += branch.State.Expectation(PauliString.Of(Enumerable.Repeat(Pauli.I, circuit.Circuit.QubitCount)));
        }

        return exact;
    }

    private static int Index(string row) => row.Select((c, i) => c == '1' ? 1 << i : 0).Sum();
}
