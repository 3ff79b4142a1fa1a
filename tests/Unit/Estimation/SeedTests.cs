using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Sampled estimates depend on the seed, the query's id and the circuit: on nothing else, to the last bit.</summary>
[Trait("Tier", "slow")]
public sealed class SeedTests
{
    private static readonly GradientRequest Shift =
        new(GradientMethod.ParameterShift, GradientTargets.Features | GradientTargets.Weights, WithErrors: true);

    private static readonly PauliSum Sum = PauliSum.Parse("ZZZZ - 0.5*XXII + 0.25*IIZI");

    public static TheoryData<QueryMode, string, int> Cases => new()
    {
        { QueryMode.Lean, "none", 70 }, { QueryMode.Lean, "AABB", 70 }, { QueryMode.Lean, "ABCD", 70 }, { QueryMode.Published, "AABB", 5 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void SameSeed_SameBits_InAnyBatches(QueryMode mode, string labels, int queryCount)
    {
        CutPlan plan = StudyCircuit.Plan(labels, Sum);
        EstimatorQuery[] queries = Runs.Random(queryCount, 4, 8, seed: 5);
        IReadOnlyList<Estimate> whole = Runs.Estimator(plan, ShotBudget.Each(100), mode).Estimate(queries, Shift);
        CutEstimator again = Runs.Estimator(plan, ShotBudget.Each(100), mode);
        Runs.AssertSameBits(whole, again.Estimate(queries, Shift));
        foreach (int size in new[] { 1, 3, 32, 33, queryCount })
            Runs.AssertSameBits(whole, queries.Chunk(size).SelectMany(chunk => again.Estimate(chunk, Shift)));
        Runs.AssertSameBits(whole.Reverse(), again.Estimate([.. queries.Reverse()], Shift));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OtherSeed_OrOtherQueryId_OtherNumbers(QueryMode mode, string labels, int queryCount)
    {
        CutPlan plan = StudyCircuit.Plan(labels, Sum);
        EstimatorQuery[] queries = Runs.Random(queryCount, 4, 8, seed: 5);
        double[] values = Values(1, queries);
        Assert.NotEqual(values, Values(2, queries));
        Assert.NotEqual(values, Values(1, [.. queries.Select(q => q with { Id = q.Id + 1000 })]));

        double[] Values(ulong seed, EstimatorQuery[] asked) =>
            [.. Runs.Estimator(plan, ShotBudget.Each(100), mode, seed).Estimate(asked).Select(e => e.Value)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_FoldedInAnyOrder_GiveTheSameBits(QueryMode mode, string labels, int queryCount)
    {
        CutPlan plan = StudyCircuit.Plan(labels, Sum);
        EstimatorQuery[] queries = Runs.Random(queryCount, 4, 8, seed: 5);
        CutEstimator estimator = Runs.Estimator(plan, ShotBudget.Each(100), mode);
        IReadOnlyList<Estimate> expected = estimator.Estimate(queries, Shift);
        Runs.AssertSameBits(expected, Runs.Drive(estimator.Start(queries, Shift), results => results.Reverse()));
        for (int seed = 0; seed < 3; seed++)
        {
            var random = new Random(seed);
            Runs.AssertSameBits(
                expected, Runs.Drive(estimator.Start(queries, Shift), results => results.OrderBy(_ => random.Next())));
        }
    }

    [Fact]
    public void Adjoint_BehindSampledValues_IsExact_AndLeavesTheValuesAsTheyAre()
    {
        CutPlan plan = StudyCircuit.Plan("AABC", Sum);
        EstimatorQuery[] queries = Runs.Random(5, 4, 8, seed: 5);
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights | GradientTargets.Features, WithErrors: true);
        CutEstimator sampled = Runs.Estimator(plan, ShotBudget.Each(100));
        IReadOnlyList<Estimate> actual = sampled.Estimate(queries, request);
        IReadOnlyList<Estimate> exact = Runs.Estimator(plan, ShotBudget.Exact).Estimate(queries, request);
        Runs.AssertSameBits(sampled.Estimate(queries), actual.Select(e => e with { Gradient = null }));
        Runs.AssertSameBits(
            exact.Select(e => e with { Value = 0, StandardError = 0 }), actual.Select(e => e with { Value = 0, StandardError = 0 }));
        Assert.All(actual, e => Assert.All(e.Gradient!.WeightErrors!, error => Assert.Equal(0, error)));
    }

    [Fact]
    public void Shots_OfDifferentSubexperiments_AreDrawnIndependently()
    {
        // Two one-qubit fragments of equal state and observable: with one random key for both, their means would always agree.
        Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.H, 1).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZ"), PartitionLabels.Parse("AB", 2));
        Pass forward = Runs.Estimator(plan, ShotBudget.Each(1000)).Start(Runs.Repeat(20, [], []), null).InOrder().First();
        double[][] results = [.. forward.Generate().Select(b => b.Execute().Values)];
        Assert.Equal(2, results.Length);
        Assert.NotEqual(results[0], results[1]);
        Assert.True(results[0].Distinct().Count() > 10);
    }
}
