using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>Seeded parameters, and observables of many qubits.</summary>
internal static class SeededNumbers
{
    /// <summary>Draws numbers in [0, scale).</summary>
    public static double[] Of(int count, ulong stream, double scale)
    {
        var random = new CounterRandom(2026, stream, 0);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = scale * random.NextDouble();
        }

        return numbers;
    }

    /// <summary>Returns one query of a circuit without features.</summary>
    public static EstimatorQuery[] Query(Circuit circuit) => [new(0, [], Of(circuit.WeightCount, 3, Math.PI))];

    /// <summary>Returns Z on some qubits.</summary>
    public static PauliString Z(int qubitCount, params int[] qubits) =>
        PauliString.Of(Enumerable.Range(0, qubitCount).Select(q => qubits.Contains(q) ? Pauli.Z : Pauli.I));
}
