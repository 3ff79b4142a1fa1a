using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does QAOA on a clustered graph cost beyond what a simulator holds? Clusters of about 17 qubits, each a ring with chords, a weighted
/// edge between neighbours and some between others; one repetition, the whole cost function, exact, one query, one core. The finder cuts
/// RZZ gates that have a weight in their angle, so that no fragment is wider than 20 qubits.
/// </summary>
[MemoryDiagnoser]
public class ClusteredQaoa
{
    private const int Width = 20;

    private CutEstimator _estimator = null!;
    private EstimatorQuery[] _query = null!;

    [Params(100, 129)]
    public int QubitCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int clusterCount = (QubitCount + 16) / 17;
        int[] clusterOf = [.. Enumerable.Range(0, QubitCount).Select(q => q * clusterCount / QubitCount)];
        List<WeightedEdge> edges = Edges(clusterOf);
        Circuit circuit = new CircuitBuilder(QubitCount).Add(new Qaoa(edges)).Build();
        var cost = new PauliSum(edges.Select(e => new PauliTerm(e.Weight, SeededNumbers.Z(QubitCount, e.First, e.Second))));
        FoundCuts found = CutFinder.Find(circuit, new(Width));
        _estimator = new(found.Plan(cost, isSampled: false), new(ShotBudget.Exact));
        _query = [new(0, [], [0.37, 0.61])];
        if (Math.Abs(Value() - Expected(edges, beta: 0.37, gamma: 0.61)) > 1e-10)
        {
            throw new InvalidOperationException("the cost is wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public double Value() => _estimator.Estimate(_query)[0].Value;

    [Benchmark]
    public double ValueAndGradient() =>
        _estimator.Estimate(_query, new(GradientMethod.Adjoint, GradientTargets.Weights))[0].Gradient!.Weights[0];

    private static List<WeightedEdge> Edges(int[] clusterOf)
    {
        var random = new CounterRandom(2026, 7, 0);
        var pairs = new List<(int, int)>();
        int clusterCount = clusterOf[^1] + 1;
        int[][] clusters = [.. Enumerable.Range(0, clusterCount).Select(
            c => Enumerable.Range(0, clusterOf.Length).Where(q => clusterOf[q] == c).ToArray())];
        int Any(int[] cluster) => cluster[(int)(cluster.Length * random.NextDouble())];
        for (int c = 0; c < clusterCount; c++)
        {
            int[] own = clusters[c];
            pairs.AddRange(own.Select((q, i) => (q, own[(i + 1) % own.Length])));
            pairs.AddRange(own.Where((_, i) => i % 3 == 0).Select((q, i) => (q, own[((3 * i) + (own.Length / 2)) % own.Length])));
            pairs.Add((Any(own), Any(clusters[(c + 1) % clusterCount])));
            if (c % 3 == 0)
            {
                pairs.Add((Any(own), Any(clusters[(c + 4) % clusterCount])));
            }
        }

        return [.. pairs.Select(p => p.Item1 < p.Item2 ? p : (p.Item2, p.Item1)).Distinct()
            .Select(p => new WeightedEdge(p.Item1, p.Item2, 0.5 + random.NextDouble()))];
    }

    // The closed form of one repetition, w_uv the weights and all products over the other qubits k:
    // ⟨Z_u Z_v⟩ = ½ sin 4β sin 2γw_uv (Π cos 2γw_uk + Π cos 2γw_vk) - ½ sin² 2β (Π cos 2γ(w_uk + w_vk) - Π cos 2γ(w_uk - w_vk)).
    // Ozaeta, van Dam, McMahon, arXiv:2012.03421.
    private static double Expected(List<WeightedEdge> edges, double beta, double gamma)
    {
        int count = edges.Max(e => Math.Max(e.First, e.Second)) + 1;
        double[,] w = new double[count, count];
        edges.ForEach(e => w[e.First, e.Second] = w[e.Second, e.First] = e.Weight);
        return edges.Sum(edge =>
        {
            (int u, int v) = (edge.First, edge.Second);
            double ofU = 1, ofV = 1, sum = 1, difference = 1;
            foreach (int k in Enumerable.Range(0, count).Where(k => k != u && k != v))
            {
                ofU *= Math.Cos(2 * gamma * w[u, k]);
                ofV *= Math.Cos(2 * gamma * w[v, k]);
                sum *= Math.Cos(2 * gamma * (w[u, k] + w[v, k]));
                difference *= Math.Cos(2 * gamma * (w[u, k] - w[v, k]));
            }

            double linear = Math.Sin(4 * beta) * Math.Sin(2 * gamma * edge.Weight) * (ofU + ofV) / 2;
            double square = Math.Sin(2 * beta) * Math.Sin(2 * beta) * (sum - difference) / 2;
            return edge.Weight * (linear - square);
        });
    }
}
