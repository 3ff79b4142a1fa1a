using BenchmarkDotNet.Attributes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does the cache of exact tensors cost and gain? The study's circuit at 3 cuts, exact, 1,024 queries; time per query.
/// </summary>
public class KnownTensors
{
    private const int QueryCount = 1024;

    private readonly EstimatorQuery[] _queries = StudyQueries.Queries(QueryCount);
    private CutEstimator _plain = null!;
    private CutEstimator _warm = null!;
    private CutEstimator _forgetful = null!;

    [GlobalSetup]
    public void Prepare()
    {
        CutPlan plan = CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse("ABCD", 4));
        _plain = new(plan, new(ShotBudget.Exact));
        _warm = new(plan, new(ShotBudget.Exact, Cache: new(1 << 20)));
        _forgetful = new(plan, new(ShotBudget.Exact, Cache: new(1000)));
        if (Warm() != Plain() || Forgetful() != Plain())
        {
            throw new InvalidOperationException("the cache changes bits");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = QueryCount)]
    public double Plain() => _plain.Estimate(_queries)[^1].Value;

    /// <summary>Every tensor is there.</summary>
    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double Warm() => _warm.Estimate(_queries)[^1].Value;

    /// <summary>None is there any longer.</summary>
    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double Forgetful() => _forgetful.Estimate(_queries)[^1].Value;
}
