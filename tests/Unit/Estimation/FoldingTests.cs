using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Results that are doubled, foreign, malformed or missing are refused, and a refusal leaves the pass as it was.</summary>
[Trait("Tier", "slow")]
public sealed class FoldingTests
{
    private static readonly EstimatorQuery[] Queries = Runs.Random(35, 4, 8, seed: 2);

    public static TheoryData<QueryMode, bool, GradientMethod, PassPurpose> Passes => new()
    {
        { QueryMode.Lean, true, GradientMethod.ParameterShift, PassPurpose.Forward },
        { QueryMode.Lean, false, GradientMethod.ParameterShift, PassPurpose.Forward },
        { QueryMode.Lean, true, GradientMethod.ParameterShift, PassPurpose.Shift },
        { QueryMode.Lean, false, GradientMethod.ParameterShift, PassPurpose.Shift },
        { QueryMode.Lean, true, GradientMethod.Adjoint, PassPurpose.Adjoint },
        { QueryMode.Published, false, GradientMethod.ParameterShift, PassPurpose.Forward },
        { QueryMode.Published, false, GradientMethod.ParameterShift, PassPurpose.Shift },
    };

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultFoldedTwice_IsRefused(QueryMode mode, bool exact, GradientMethod method, PassPurpose purpose) =>
        AssertRefused(mode, exact, method, purpose, (pass, results) => pass.Add(results[0]), "batch 0 arrived twice");

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultOfAnotherRun_IsRefused(QueryMode mode, bool exact, GradientMethod method, PassPurpose purpose)
    {
        foreach (int foreign in new[] { -1, int.MaxValue })
        {
            AssertRefused(
                mode, exact, method, purpose, (pass, results) => pass.Add(results[0] with { Job = foreign }),
                $"batch {foreign}", "the run has ");
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void ResultOfAnotherLength_IsRefused(QueryMode mode, bool exact, GradientMethod method, PassPurpose purpose)
    {
        AssertRefused(
            mode, exact, method, purpose, (pass, results) => pass.Add(results[^1] with { Values = results[^1].Values[1..] }), "numbers");
        AssertRefused(
            mode, exact, method, purpose, (pass, results) => pass.Add(results[^1] with { Values = [.. results[^1].Values, 0] }), "numbers");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void MissingResult_IsNamed(QueryMode mode, bool exact, GradientMethod method, PassPurpose purpose) => AssertRefused(
        mode, exact, method, purpose, (pass, _) => pass.Complete(), "1 of ", "still awaited");

    // Folds all results but the last, does the wrong thing, and then the right one.
    private static void AssertRefused(
        QueryMode mode, bool exact, GradientMethod method, PassPurpose purpose, Action<Pass, JobResult[]> wrong,
        params string[] parts)
    {
        EstimatorQuery[] queries = mode == QueryMode.Published ? Queries[..1] : Queries;
        CutEstimator estimator = Runs.Estimator(
            StudyCircuit.Plan(mode == QueryMode.Published ? "AABC" : "AABB"), exact ? ShotBudget.Exact : ShotBudget.Each(50), mode);
        var request = new GradientRequest(method, GradientTargets.Weights, WithErrors: true);
        Passes passes = estimator.Start(queries, request);
        bool done = false;
        foreach (Pass pass in passes.InOrder())
        {
            JobResult[] results = [.. pass.Generate().Select(b => b.Execute())];
            foreach (JobResult result in results[..^1])
                pass.Add(result);
            if (pass.Purpose == purpose && !done)
            {
                done = true;
                string message = Assert.Throws<ReconstructionException>(() => wrong(pass, results)).Message;
                Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
            }

            pass.Add(results[^1]);
            pass.Complete();
        }

        Assert.True(done);
        Runs.AssertSameBits(estimator.Estimate(queries, request), passes.Estimates());
    }
}
