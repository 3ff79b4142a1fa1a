using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Circuits small enough for the published mode: features, weights, a CX cut and an RZZ cut whose angle is a weight.</summary>
internal static class SmallCircuits
{
    public static Circuit Circuit(int qubits)
    {
        var circuit = new CircuitBuilder(qubits).Add(new ZFeatureMap(1)).Add(new RealAmplitudes(1));
        Angle[] weights = circuit.NewWeights(qubits - 1);
        for (int q = 0; q + 1 < qubits; q++)
        {
            circuit.Add(Gates.RZZ, weights[q], q, q + 1);
        }

        return circuit.Build();
    }

    public static CutPlan Plan(string labels)
    {
        Circuit circuit = Circuit(labels.Length);
        string first = new string('Z', labels.Length);
        string second = "X" + first[1..];
        return CutPlanner.Plan(circuit, PauliSum.Parse($"{first} - 0.5*{second}"), PartitionLabels.Parse(labels, labels.Length));
    }

    public static EstimatorQuery[] Queries(int count, int qubits = 2)
    {
        Circuit circuit = Circuit(qubits);
        var random = new CounterRandom(7, 11, 13);
        double[] weights = Draw(ref random, circuit.WeightCount);
        var queries = new EstimatorQuery[count];
        for (int q = 0; q < count; q++)
        {
            queries[q] = new((ulong)q, Draw(ref random, circuit.FeatureCount), weights);
        }

        return queries;
    }

    private static double[] Draw(ref CounterRandom random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (4 * random.NextDouble()) - 2;
        }

        return values;
    }
}
