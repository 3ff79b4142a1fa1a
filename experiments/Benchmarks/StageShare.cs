using BenchmarkDotNet.Attributes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What share of a query is reconstruction? The study's circuit with 1,024 shots, stage by stage on one core, time per query; the study's
/// share is r / (1 + r) of the ratio r. Reconstruct includes making the pass, which a run books under generate.
/// </summary>
public class StageShare
{
    private const int QueryCount = 32;

    private readonly EstimatorQuery[] _queries = StudyQueries.Queries(QueryCount);
    private PreparedPlan _prepared = null!;
    private IReadOnlyList<SubexperimentBatch> _batches = null!;
    private SubexperimentResult[] _results = null!;

    [Params("AABB", "AABC", "ABCD")]
    public string Partition { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        CutPlan plan = CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(Partition, 4));
        var settings = new EstimatorSettings(ShotBudget.Each(1024));
        _prepared = new(plan, settings);
        _batches = new ForwardRun(_prepared, _queries, wantsEnvironments: false).Generate();
        _results = _batches.Select(b => b.Execute()).ToArray();
        if (Reconstruct() != new CutEstimator(plan, settings).Estimate(_queries)[0].Value)
        {
            throw new InvalidOperationException("the stages do not make the estimate");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = QueryCount)]
    public void Execute()
    {
        foreach (SubexperimentBatch batch in _batches)
        {
            batch.Execute();
        }
    }

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double Reconstruct()
    {
        var run = new ForwardRun(_prepared, _queries, wantsEnvironments: false);
        foreach (SubexperimentResult result in _results)
        {
            run.Add(result);
        }

        run.Complete();
        return run.Results.EstimateOf(0).Value;
    }
}
