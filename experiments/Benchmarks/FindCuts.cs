using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// How long does it take to find cuts? Clusters of QAOA with a planted partition, and circuits of 1,000 qubits with 10,000 gates, by the
/// plain search for separate cuts and with cuts that are made together or of both kinds.
/// </summary>
public class FindCuts
{
    private Circuit _circuit = null!;
    private int _width;

    [Params("planted-60", "planted-128", "near-1000", "anywhere-1000")]
    public string Circuit { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        const double Planted = 1e-9;
        (_circuit, _width, int between) = Circuit switch
        {
            "planted-60" => (Clusters(5, 12, 6), 15, 6),
            "planted-128" => (Clusters(8, 16, 8), 20, 8),
            "near-1000" => (Random(1000, 10_000, 8), 100, 0),
            _ => (Random(1000, 10_000, 999), 100, 0),
        };
        double planted = 2 * between * Math.Log10(1 + (2 * Math.Sin(0.9)));
        if (between > 0 && CutFinder.Find(_circuit, new(_width)).Log10Overhead > planted + Planted)
        {
            throw new InvalidOperationException("the planted partition was not found");
        }
    }

    [Benchmark(Baseline = true)]
    public double Separate() => CutFinder.Find(_circuit, new FinderLimits(_width) { IsJoint = false }).Log10Overhead;

    [Benchmark]
    public double Joint() => CutFinder.Find(_circuit, new(_width)).Log10Overhead;

    [Benchmark]
    public double JointAndWires() => CutFinder.Find(_circuit, new FinderLimits(_width) with { Kinds = CutKinds.Both }).Log10Overhead;

    private static Circuit Clusters(int count, int size, int between)
    {
        var random = new Random(3);
        var builder = new CircuitBuilder(count * size);
        int[] names = [.. Enumerable.Range(0, count * size)];
        random.Shuffle(names);
        var edges = new HashSet<(int, int)>();
        for (int v = 0; v < count * size; v++)
        {
            int first = v / size * size;
            edges.UnionWith([(first + ((v + 1) % size), v), (first + random.Next(size), v)]);
        }

        edges.RemoveWhere(e => e.Item1 == e.Item2);
        for (int inside = edges.Count; edges.Count < inside + between;)
        {
            (int a, int b) = (random.Next(names.Length), random.Next(names.Length));
            _ = a / size != b / size && edges.Add((a, b));
        }

        foreach ((int a, int b) in edges.OrderBy(_ => random.Next()))
        {
            builder.Add(Gates.RZZ, 0.9, names[a], names[b]);
        }

        return builder.Build();
    }

    private static Circuit Random(int qubitCount, int gateCount, int reach)
    {
        var random = new Random(3);
        var builder = new CircuitBuilder(qubitCount);
        for (int gate = 0; gate < gateCount; gate++)
        {
            int a = random.Next(qubitCount);
            builder.Add(Gates.RY, 0.3, a).Add(Gates.CX, a, (a + 1 + random.Next(reach)) % qubitCount);
        }

        return builder.Build();
    }
}
