using BenchmarkDotNet.Attributes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;

namespace CutAwareQnn.Benchmarks;

/// <summary>What does the gradient of a cut query cost? All 8 weights of the study's circuit at 3 cuts; one core, time per query.</summary>
[MemoryDiagnoser]
public class CutGradient
{
    private const int QueryCount = 32;

    private readonly EstimatorQuery[] _queries = StudyQueries.Queries(QueryCount);
    private readonly CutEstimator _exact = new(Plan, new(ShotBudget.Exact));
    private readonly CutEstimator _sampled = new(Plan, new(ShotBudget.Each(1024)));

    private static CutPlan Plan => CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse("ABCD", 4));

    [GlobalSetup]
    public void Check()
    {
        if (Math.Abs(ParameterShiftExact() - AdjointExact()) > 1e-9)
        {
            throw new InvalidOperationException("the gradients disagree");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = QueryCount)]
    public double ParameterShiftExact() => First(_exact, GradientMethod.ParameterShift);

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double AdjointExact() => First(_exact, GradientMethod.Adjoint);

    [Benchmark(OperationsPerInvoke = QueryCount)]
    public double ParameterShiftWithShots() => First(_sampled, GradientMethod.ParameterShift);

    private double First(CutEstimator estimator, GradientMethod method) =>
        estimator.Estimate(_queries, new(method, GradientTargets.Weights))[0].Gradient!.Weights[0];
}
