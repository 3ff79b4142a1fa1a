using CutAwareQnn.Circuits;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>
/// QAOA on clusters of vertices with a few edges between them, the vertices in random order: a partition is planted whose overhead is
/// known and that no search by the order of gates or qubits meets.
/// </summary>
internal sealed record ClusteredCircuit(Circuit Circuit, double PlantedOverhead, int ClusterSize)
{
    private const double Angle = 0.9;

    /// <summary>Draws a graph; each cluster is a random tree with further edges.</summary>
    /// <param name="random">The numbers.</param>
    /// <param name="clusterCount">How many clusters.</param>
    /// <param name="size">Vertices of a cluster.</param>
    /// <param name="degree">Mean number of edges at a vertex inside its cluster.</param>
    /// <param name="betweenCount">Edges between clusters.</param>
    public static ClusteredCircuit Draw(Random random, int clusterCount, int size, double degree, int betweenCount)
    {
        int count = clusterCount * size;
        int[] names = [.. Enumerable.Range(0, count)];
        random.Shuffle(names);
        var edges = new HashSet<(int, int)>();
        for (int cluster = 0; cluster < clusterCount; cluster++)
        {
            int first = cluster * size;
            for (int v = 1; v < size; v++)
            {
                edges.Add((first + random.Next(v), first + v));
            }

            for (int more = (int)(size * degree / 2) - (size - 1); more > 0;)
            {
                int a = first + random.Next(size);
                int b = first + random.Next(size);
                more -= a < b && edges.Add((a, b)) ? 1 : 0;
            }
        }

        for (int between = 0; between < betweenCount;)
        {
            int a = random.Next(count);
            int b = random.Next(count);
            between += a / size < b / size && edges.Add((a, b)) ? 1 : 0;
        }

        var builder = new CircuitBuilder(count);
        foreach (int qubit in names)
        {
            builder.Add(Gates.H, qubit);
        }

        foreach ((int a, int b) in edges.OrderBy(_ => random.Next()))
        {
            builder.Add(Gates.RZZ, Angle, names[a], names[b]);
        }

        foreach (int qubit in names)
        {
            builder.Add(Gates.RX, 0.4, qubit);
        }

        return new(builder.Build(), Math.Pow(1 + (2 * Math.Sin(Angle)), 2 * betweenCount), size);
    }
}
