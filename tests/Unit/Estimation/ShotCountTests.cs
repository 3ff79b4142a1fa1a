using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Circuits run and shots spent.</summary>
public sealed class ShotCountTests
{
    [Theory]
    [InlineData("none", QueryMode.Lean, 1)]
    [InlineData("AABB", QueryMode.Lean, 10)]
    [InlineData("AABC", QueryMode.Lean, 35)]
    [InlineData("ABCD", QueryMode.Lean, 60)]
    [InlineData("ABAB", QueryMode.Lean, 60)]
    [InlineData("ABBA", QueryMode.Lean, 35)]
    [InlineData("none", QueryMode.Published, 1)]
    [InlineData("AABB", QueryMode.Published, 12)]
    [InlineData("AABC", QueryMode.Published, 108)]
    [InlineData("ABCD", QueryMode.Published, 864)]
    [InlineData("ABAB", QueryMode.Published, 432)]
    [InlineData("ABBA", QueryMode.Published, 72)]
    public void StudyCircuit_RunsItsCircuitsOnce_WithTheShotsOfEach(string labels, QueryMode mode, int circuits)
    {
        EstimatorQuery[] queries = Runs.Random(3, 4, 8, seed: 1);
        Passes passes = Runs.Estimator(StudyCircuit.Plan(labels), ShotBudget.Each(1024), mode).Start(queries, null);
        Assert.Equal((3L * circuits, 3L * 1024 * circuits), Runs.Count(passes, PassPurpose.Forward));
    }

    [Theory]
    [InlineData("ABCD", QueryMode.Lean, 1000)]
    [InlineData("ABCD", QueryMode.Lean, 60)]
    [InlineData("ABCD", QueryMode.Published, 1000)]
    [InlineData("AABC", QueryMode.Lean, 65_537)]
    public void TotalShots_AreSpentExactly(string labels, QueryMode mode, long total)
    {
        EstimatorQuery[] queries = Runs.Random(35, 4, 8, seed: 1);
        Passes passes = Runs.Estimator(StudyCircuit.Plan(labels), ShotBudget.InTotal(total), mode).Start(queries[..4], null);
        Assert.Equal(4 * total, Runs.Count(passes, PassPurpose.Forward).Shots);
        passes = Runs.Estimator(StudyCircuit.Plan("AABB"), ShotBudget.InTotal(total), QueryMode.Lean).Start(queries, null);
        Assert.Equal(35 * total, Runs.Count(passes, PassPurpose.Forward).Shots);
    }

    [Theory]
    [InlineData(QueryMode.Lean, 60)]
    [InlineData(QueryMode.Published, 864)]
    public void TotalShots_FewerThanCircuits_AreRefusedBeforeAnythingRuns(QueryMode mode, int circuits)
    {
        CutPlan plan = StudyCircuit.Plan("ABCD");
        string message = Assert.Throws<CutException>(() => Runs.Estimator(plan, ShotBudget.InTotal(circuits - 1), mode)
            .Estimate(Runs.Random(1, 4, 8, seed: 1))).Message;
        Assert.Contains($"{circuits - 1} cannot cover the query's {circuits} circuits", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exact_SpendsNoShots_AndRunsOneStateVectorAKet()
    {
        Passes passes = Runs.Estimator(StudyCircuit.Plan("ABCD"), ShotBudget.Exact).Start(Runs.Random(2, 4, 8, seed: 1), null);
        Assert.Equal((2L * (2 + 4 + 4 + 2), 0L), Runs.Count(passes, PassPurpose.Forward));
    }

    [Fact]
    public void VariantsKnownBeforehand_RunNoCircuit_AndTheirShotsGoToTheOthers()
    {
        // Qubits 0 and 1 carry no letter: of their five variants only the one that measures can be anything but 1.
        CutPlan plan = StudyCircuit.Plan("AABB", PauliSum.Parse("ZZII"));
        EstimatorQuery[] queries = Runs.Random(2, 4, 8, seed: 1);
        Passes each = Runs.Estimator(plan, ShotBudget.Each(100)).Start(queries, null);
        Assert.Equal((2L * (1 + 5), 2L * 100 * (1 + 5)), Runs.Count(each, PassPurpose.Forward));
        Passes total = Runs.Estimator(plan, ShotBudget.InTotal(605)).Start(queries, null);
        Assert.Equal((2L * (1 + 5), 2L * 605), Runs.Count(total, PassPurpose.Forward));
    }

    [Fact]
    public void IdentityObservable_IsOneWithoutError_AndRunsOnlyTheVariantsThatMeasure()
    {
        CutPlan plan = CutPlanner.Plan(
            StudyCircuit.Circuit, PauliSum.Parse("IIII"), PartitionLabels.Parse("AABB", 4), PlanSettings.Plain);
        CutEstimator estimator = Runs.Estimator(plan, ShotBudget.Each(100));
        EstimatorQuery[] queries = Runs.Random(1, 4, 8, seed: 1);
        Assert.Equal((2, 200), Runs.Count(estimator.Start(queries, null), PassPurpose.Forward));
        Assert.Equal(1, Runs.Estimator(plan, ShotBudget.Exact).Estimate(queries)[0].Value, 1e-12);
    }

    [Fact]
    public void FragmentWithoutLegsOrLetters_RunsNothing()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, 0.3, 0).Add(Gates.RY, 0.9, 1).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("IZ"), PartitionLabels.Parse("AB", 2), PlanSettings.Plain);
        Passes passes = Runs.Estimator(plan, ShotBudget.InTotal(77)).Start([new(0, [], [])], null);
        Assert.Equal((1, 77), Runs.Count(passes, PassPurpose.Forward));
    }

    [Theory]
    [InlineData("ABCD", 240)]
    [InlineData("AABB", 80)]
    public void ParameterShift_RunsOnlyTheFragmentThatHoldsTheAngle(string labels, int circuits)
    {
        // FORMULAS section 8: two shifted runs of the own fragment's variants per weight, so 4·60 for ABCD.
        EstimatorQuery[] queries = Runs.Random(1, 4, 8, seed: 1);
        Passes passes = Runs.Estimator(StudyCircuit.Plan(labels), ShotBudget.Each(10))
            .Start(queries, new(GradientMethod.ParameterShift, GradientTargets.Weights));
        Assert.Equal((circuits, 10L * circuits), Runs.Count(passes, PassPurpose.Shift));
    }

    [Fact]
    public void ParameterShift_Published_RunsEveryCircuitAnewForEveryShift()
    {
        EstimatorQuery[] queries = Runs.Random(1, 4, 8, seed: 1);
        Passes passes = Runs.Estimator(StudyCircuit.Plan("AABC"), ShotBudget.Each(10), QueryMode.Published)
            .Start(queries, new(GradientMethod.ParameterShift, GradientTargets.Weights));
        Assert.Equal((16L * 108, 160L * 108), Runs.Count(passes, PassPurpose.Shift));
    }
}
