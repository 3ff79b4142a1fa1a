using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does contraction gain over the sum of joint terms? The stage reconstruct alone, from results that are there: the study's circuit at
/// 1 to 3 cuts, and a chain of 5 fragments with three CX cuts and one iSWAP cut, 6·6·6·30 = 6,480 joint terms. Exact, one query, one core.
/// </summary>
[MemoryDiagnoser]
public class ReconstructStage
{
    private PublishedPass _published = null!;
    private Reconstructor _reconstructor = null!;
    private double[] _tensors = null!;
    private double[] _outputs = null!;

    [Params("AABB", "AABC", "ABCD", "ABCDE")]
    public string Partition { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        bool isStudy = Partition.Length == 4;
        Circuit circuit = isStudy ? IrisClassifier.Circuit : Chain();
        PauliSum observable = isStudy ? IrisClassifier.Observable : PauliSum.Parse("ZZZZZ");
        EstimatorQuery query = isStudy ? StudyQueries.Queries(1)[0] : SeededNumbers.Query(circuit)[0];
        CutPlan plan = CutPlanner.Plan(circuit, observable, PartitionLabels.Parse(Partition, circuit.QubitCount));
        PreparePublished(plan, query);
        PrepareContraction(plan, query);
        double exact = new ExactEstimator(circuit, observable).Estimate([query])[0].Value;
        if (Math.Abs(PublishedSum() - exact) > 1e-10 || Math.Abs(Contraction() - exact) > 1e-10
            || (!isStudy && plan.JointTermCount != 6480))
        {
            throw new InvalidOperationException("the reconstructed values are wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public double PublishedSum()
    {
        _published.Complete();
        return _published.Value;
    }

    [Benchmark]
    public double Contraction()
    {
        _reconstructor.Evaluate(_tensors, [], 1, _outputs);
        return _outputs[Reconstructor.ValueOutput];
    }

    private static Circuit Chain()
    {
        var circuit = new CircuitBuilder(5);
        Angle[] weights = circuit.NewWeights(10);
        for (int qubit = 0; qubit < 5; qubit++)
        {
            circuit.Add(Gates.RY, weights[qubit], qubit);
        }

        circuit.Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 2, 3).Add(Gates.ISwap, 3, 4);
        for (int qubit = 0; qubit < 5; qubit++)
        {
            circuit.Add(Gates.RX, weights[5 + qubit], qubit);
        }

        return circuit.Build();
    }

    private void PreparePublished(CutPlan plan, EstimatorQuery query)
    {
        var published = new PublishedPlan(plan);
        double[] angles = [.. published.Occurrences.Slots.Select(
            s => s.Angle.Evaluate(y => (y.Kind == SymbolKind.Feature ? query.Features : query.Weights)[y.Index]))];
        _published = new(published, new(ShotBudget.Exact), PassPurpose.Forward, query.Id, 0, angles);
        foreach (Job job in _published.Generate())
        {
            _published.Add(job.Execute());
        }
    }

    private void PrepareContraction(CutPlan plan, EstimatorQuery query)
    {
        var prepared = new LeanPlan(plan, new(ShotBudget.Exact));
        _reconstructor = prepared.ReconstructorFor(wantsEnvironments: false);
        _tensors = [.. new ValuePass(prepared, [query], wantsEnvironments: false).Generate().SelectMany(b => b.Execute().Values)];
        _outputs = new double[_reconstructor.OutputLength];
    }
}
