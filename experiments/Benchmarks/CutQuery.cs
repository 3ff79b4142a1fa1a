using BenchmarkDotNet.Attributes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does a cut query cost? The study's circuit at 1, 2 and 3 cuts, exact and with 1,024 shots per circuit, against the published mode;
/// one core, time per query. Lean queries come 32 at a time, as in training, interpreted and compiled.
/// </summary>
[MemoryDiagnoser]
public class CutQuery
{
    private const int QueryCount = 32;

    private readonly EstimatorQuery[] _queries = StudyQueries.Queries(QueryCount);
    private readonly EstimatorQuery[] _single = StudyQueries.Queries(1);
    private CutEstimator _exact = null!;
    private CutEstimator _sampled = null!;
    private CutEstimator _published = null!;
    private CutEstimator _compiledExact = null!;
    private CutEstimator _compiledSampled = null!;

    [Params("AABB", "AABC", "ABCD")]
    public string Partition { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        CutPlan plan = CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(Partition, 4));
        _exact = new(plan, new(ShotBudget.Exact));
        _sampled = new(plan, new(ShotBudget.Each(1024)));
        _published = new(plan, new(ShotBudget.Each(1024), Mode: QueryMode.Published));
        Annotated annotated = Annotated.All["4 " + Partition](1);
        _compiledExact = annotated.Estimator(new(ShotBudget.Exact));
        _compiledSampled = annotated.Estimator(new(ShotBudget.Each(1024)));
        double uncut = new ExactEstimator(IrisClassifier.Circuit, IrisClassifier.Observable).Estimate(_single)[0].Value;
        Estimate published = _published.Estimate(_single)[0];
        if (Math.Abs(_exact.Estimate(_single)[0].Value - uncut) > 1e-12
            || _compiledExact.Estimate(_single)[0].Value != _exact.Estimate(_single)[0].Value
            || _compiledSampled.Estimate(_single)[0].Value != _sampled.Estimate(_single)[0].Value
            || Math.Abs(published.Value - uncut) > 6 * published.StandardError)
        {
            throw new InvalidOperationException("the cut values are wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public double Published() => _published.Estimate(_single)[0].Value;

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double LeanExact() => _exact.Estimate(_queries)[0].Value;

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double LeanWithShots() => _sampled.Estimate(_queries)[0].Value;

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double CompiledExact() => _compiledExact.Estimate(_queries)[0].Value;

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double CompiledWithShots() => _compiledSampled.Estimate(_queries)[0].Value;
}
