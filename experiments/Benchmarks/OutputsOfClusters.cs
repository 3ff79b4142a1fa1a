using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What do outputs of circuits cost that no simulator holds? Clusters of 8 qubits in a chain, random rotations and CX inside them, one CX
/// from each to the next, which is cut: 40 qubits for samples and the likeliest strings, 784 for the marginals of all pairs of neighbours.
/// Exact, one core.
/// </summary>
[MemoryDiagnoser]
public class OutputsOfClusters
{
    private const int ClusterSize = 8;

    private CutPlan _plan = null!;
    private CircuitOutputs _outputs = null!;
    private CircuitOutputs _wide = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _plan = Plan(40);
        _outputs = Tensors();
        _wide = CircuitOutputs.Of(Plan(784), [], []);
        double likeliest = _outputs.Heaviest(1).Strings[0].Probability;
        if (_outputs.Sample(1500, 1).Sum(s => s.Count) != 1500 || Math.Abs(_outputs.Marginal([7, 8]).Sum() - 1) > 1e-12 || likeliest < 1e-8)
        {
            throw new InvalidOperationException("the outputs are wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public CircuitOutputs Tensors() => CircuitOutputs.Of(_plan, [], []);

    [Benchmark]
    public int Samples1500() => _outputs.Sample(1500, 1).Count;

    [Benchmark]
    public int Heaviest3() => _outputs.Heaviest(3).NodeCount;

    [Benchmark]
    public double NeighboursOf784()
    {
        double sum = 0;
        for (int q = 0; q < 783; q++)
        {
            sum += _wide.Marginal([q, q + 1])[3];
        }

        return sum;
    }

    private static CutPlan Plan(int qubitCount)
    {
        var builder = new CircuitBuilder(qubitCount);
        var random = new CounterRandom(2026, 40, 0);
        for (int half = 0; half < 2; half++)
        {
            for (int layer = 0; layer < 2; layer++)
            {
                for (int q = 0; q < qubitCount; q++)
                {
                    builder.Add(Gates.RY, [6.28 * random.NextDouble()], q).Add(Gates.RZ, [6.28 * random.NextDouble()], q);
                }

                for (int q = 0; layer == 0 && q < qubitCount - 1; q++)
                {
                    if (q / ClusterSize == (q + 1) / ClusterSize)
                    {
                        builder.Add(Gates.CX, q, q + 1);
                    }
                }
            }

            for (int q = ClusterSize - 1; half == 0 && q < qubitCount - 1; q += ClusterSize)
            {
                builder.Add(Gates.CX, q, q + 1);
            }
        }

        Circuit circuit = builder.Build();
        IEnumerable<Cut> cuts = Enumerable.Range(0, circuit.Instructions.Count)
            .Where(i => circuit.Instructions[i].Qubits.Select(q => q / ClusterSize).Distinct().Count() > 1)
            .Select(i => new GateCut(i));
        return OutputPlanner.Plan(circuit, cuts);
    }
}
