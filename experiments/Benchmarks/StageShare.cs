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
    private LeanPlan _prepared = null!;
    private IReadOnlyList<Job> _jobs = null!;
    private JobResult[] _results = null!;

    [Params("AABB", "AABC", "ABCD")]
    public string Partition { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        CutPlan plan = CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(Partition, 4));
        var settings = new EstimatorSettings(ShotBudget.Each(1024));
        _prepared = new(plan, settings);
        _jobs = new ValuePass(_prepared, _queries, wantsEnvironments: false).Generate();
        _results = _jobs.Select(b => b.Execute()).ToArray();
        if (Reconstruct() != new CutEstimator(plan, settings).Estimate(_queries)[0].Value)
        {
            throw new InvalidOperationException("the stages do not make the estimate");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = QueryCount)]
    public void Execute()
    {
        foreach (Job job in _jobs)
        {
            job.Execute();
        }
    }

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double Reconstruct()
    {
        var pass = new ValuePass(_prepared, _queries, wantsEnvironments: false);
        foreach (JobResult result in _results)
        {
            pass.Add(result);
        }

        pass.Complete();
        return pass.Results.EstimateOf(0).Value;
    }
}
