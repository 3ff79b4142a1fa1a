using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Results that are doubled, foreign, malformed or missing are refused, and a refusal leaves the pass as it was.</summary>
public sealed class FoldingTests
{
    private static readonly EstimatorQuery[] Queries = Runs.Random(35, 4, 8, seed: 2);

    public static TheoryData<QueryMode, bool, GradientMethod, RunPurpose> Passes => new()
    {
        { QueryMode.Lean, true, GradientMethod.ParameterShift, RunPurpose.Forward },
        { QueryMode.Lean, false, GradientMethod.ParameterShift, RunPurpose.Forward },
        { QueryMode.Lean, true, GradientMethod.ParameterShift, RunPurpose.Shift },
        { QueryMode.Lean, false, GradientMethod.ParameterShift, RunPurpose.Shift },
        { QueryMode.Lean, true, GradientMethod.Adjoint, RunPurpose.Adjoint },
        { QueryMode.Published, false, GradientMethod.ParameterShift, RunPurpose.Forward },
        { QueryMode.Published, false, GradientMethod.ParameterShift, RunPurpose.Shift },
    };

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultFoldedTwice_IsRefused(QueryMode mode, bool exact, GradientMethod method, RunPurpose purpose) =>
        AssertRefused(mode, exact, method, purpose, (run, results) => run.Add(results[0]), "batch 0 arrived twice");

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultOfAnotherRun_IsRefused(QueryMode mode, bool exact, GradientMethod method, RunPurpose purpose)
    {
        foreach (int foreign in new[] { -1, int.MaxValue })
        {
            AssertRefused(
                mode, exact, method, purpose, (run, results) => run.Add(results[0] with { Batch = foreign }),
                $"batch {foreign}", "the run has ");
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultOfAnotherLength_IsRefused(QueryMode mode, bool exact, GradientMethod method, RunPurpose purpose)
    {
        AssertRefused(
            mode, exact, method, purpose, (run, results) => run.Add(results[^1] with { Values = results[^1].Values[1..] }), "numbers");
        AssertRefused(
            mode, exact, method, purpose, (run, results) => run.Add(results[^1] with { Values = [.. results[^1].Values, 0] }), "numbers");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void MissingResult_IsNamed(QueryMode mode, bool exact, GradientMethod method, RunPurpose purpose) => AssertRefused(
        mode, exact, method, purpose, (run, _) => run.Complete(), "1 of ", "still awaited");

    // Folds all results but the last, does the wrong thing, and then the right one.
    private static void AssertRefused(
        QueryMode mode, bool exact, GradientMethod method, RunPurpose purpose, Action<QueryRun, SubexperimentResult[]> wrong,
        params string[] parts)
    {
        EstimatorQuery[] queries = mode == QueryMode.Published ? Queries[..1] : Queries;
        CutEstimator estimator = Runs.Estimator(
            StudyCircuit.Plan(mode == QueryMode.Published ? "AABC" : "AABB"), exact ? ShotBudget.Exact : ShotBudget.Each(50), mode);
        var request = new GradientRequest(method, GradientTargets.Weights, WithErrors: true);
        QueryBatch batch = estimator.Start(queries, request);
        bool done = false;
        foreach (QueryRun run in batch.Runs())
        {
            SubexperimentResult[] results = [.. run.Generate().Select(b => b.Execute())];
            foreach (SubexperimentResult result in results[..^1])
                run.Add(result);
            if (run.Purpose == purpose && !done)
            {
                done = true;
                string message = Assert.Throws<ReconstructionException>(() => wrong(run, results)).Message;
                Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
            }

            run.Add(results[^1]);
            run.Complete();
        }

        Assert.True(done);
        Runs.AssertSameBits(estimator.Estimate(queries, request), batch.Estimates());
    }
}
