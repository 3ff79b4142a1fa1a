using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

/// <summary>Clusters of entangled qubits in a chain or ring, with one CX from each to the next.</summary>
internal static class OutputCircuits
{
    /// <summary>Creates random rotations and CX inside the clusters, a CX between neighbours, rotations again.</summary>
    public static Circuit Chain(int clusterCount, int clusterSize, bool isRing = false)
    {
        int qubitCount = clusterCount * clusterSize;
        var builder = new CircuitBuilder(qubitCount);
        var random = new CounterRandom(17, (ulong)clusterCount, (ulong)clusterSize);
        Rotations();
        Entangle();
        Rotations();
        for (int c = 0; c < (isRing ? clusterCount : clusterCount - 1); c++)
        {
            builder.Add(Gates.CX, ((c + 1) * clusterSize) - 1, (c + 1) * clusterSize % qubitCount);
        }

        Rotations();
        Entangle();
        Rotations();
        return builder.Build();

        void Rotations()
        {
            for (int q = 0; q < qubitCount; q++)
            {
                builder.Add(Gates.RY, [6.28 * random.NextDouble()], q).Add(Gates.RZ, [6.28 * random.NextDouble()], q);
            }
        }

        void Entangle()
        {
            foreach (int q in Enumerable.Range(0, qubitCount - 1).Where(q => q / clusterSize == (q + 1) / clusterSize))
            {
                builder.Add(Gates.CX, q, q + 1);
            }
        }
    }

    /// <summary>Returns one label per cluster.</summary>
    public static PartitionLabels Labels(int qubitCount, int clusterSize) =>
        new(string.Concat(Enumerable.Range(0, qubitCount).Select(q => (char)('A' + (q / clusterSize)))));

    /// <summary>Returns the outputs of a circuit that is cut between its clusters.</summary>
    public static CircuitOutputs Outputs(Circuit circuit, int clusterSize) =>
        CircuitOutputs.Of(OutputPlanner.Plan(circuit, Labels(circuit.QubitCount, clusterSize)), [], []);

    /// <summary>Creates equal clusters in a chain.</summary>
    public static Circuit Repeated(int clusterCount, int clusterSize)
    {
        int qubitCount = clusterCount * clusterSize;
        var builder = new CircuitBuilder(qubitCount);
        for (int q = 0; q < qubitCount; q++)
        {
            builder.Add(Gates.RY, [0.3 + (0.7 * (q % clusterSize))], q);
        }

        foreach (int q in Enumerable.Range(0, qubitCount - 1).Where(q => (q + 1) % clusterSize != 0))
        {
            builder.Add(Gates.CX, q, q + 1);
        }

        for (int q = clusterSize - 1; q < qubitCount - 1; q += clusterSize)
        {
            builder.Add(Gates.CX, q, q + 1);
        }

        for (int q = 0; q < qubitCount; q++)
        {
            builder.Add(Gates.RY, [0.2 + (0.4 * (q % clusterSize))], q);
        }

        return builder.Build();
    }

    /// <summary>Returns the cuts at the gates between clusters of 8.</summary>
    public static IEnumerable<Cut> Cuts(Circuit circuit) => Enumerable.Range(0, circuit.Instructions.Count)
        .Where(i => circuit.Instructions[i].Qubits.Select(q => q / 8).Distinct().Count() > 1)
        .Select(i => new GateCut(i));

    /// <summary>Returns the outputs of a circuit with given cuts.</summary>
    public static CircuitOutputs Outputs(Circuit circuit, Func<Circuit, IEnumerable<Cut>> cuts) =>
        CircuitOutputs.Of(OutputPlanner.Plan(circuit, cuts(circuit)), [], []);
}
