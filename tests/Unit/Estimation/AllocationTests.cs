using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>How shots are divided.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("AABB", 2.20)]
    [InlineData("AABC", 5.66)]
    [InlineData("ABCD", 9.29)]
    public void Optimal_OfTheStudysCircuit_IsThePublishedConstant(string labels, double expected)
    {
        // FORMULAS section 6: N·Var in fragment shots for ZZZZ at E = -0.125, where joint sampling has 8.98, 81 and 729 joint shots.
        string id = labels switch { "AABB" => "Q01", "AABC" => "Q02", _ => "Q03" };
        CutPlan plan = CutPlanner.Plan(
            ReferenceCircuits.Circuit(ReferenceCircuits.Find(id)), PauliSum.Parse("ZZZZ"), PartitionLabels.Parse(labels, 4));
        Assert.Equal(expected, new ShotForecast(plan, new(0, [], [])).Optimal, 0.005);
    }

    [Theory]
    [InlineData("study, ABCD", 7)]
    [InlineData("one wire", 1.75)]
    [InlineData("wire and gate, two strings", 3.9)]
    public void ExchangedOperations_LowerTheVarianceBelowTheLeastWithAllOfThemRun(string circuit, double atMost)
    {
        // 400 repetitions, seed 1, 1,000 shots per circuit: a variance within 35 % at 5 σ; with all at least 9.29, 2.33 and 5.29 over N.
        (CutPlan plan, EstimatorQuery query) = ShotCircuits.Take(circuit);
        var forecast = new ShotForecast(plan, query);
        long total = 1000 * forecast.Spreads.Count;
        IReadOnlyList<Estimate> estimates = new CutEstimator(plan, new(ShotBudget.InTotal(total), 1, Allocation: ShotAllocation.Optimal))
            .Estimate(Runs.Repeat(400, query.Features, query.Weights));
        double mean = estimates.Average(e => e.Value);
        double variance = estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / 399;
        Assert.True(atMost < forecast.Optimal);
        Assert.InRange(variance * total, 0, atMost);
        Assert.InRange(Math.Abs(mean - forecast.Value), 0, 5 * Math.Sqrt(variance / 400));
    }

    [Theory]
    [InlineData("study, ABCD")]
    [InlineData("one wire")]
    [InlineData("RZZ(0.3)")]
    [InlineData("SWAP, rank 16")]
    [InlineData("two gates in parallel")]
    [InlineData("two gates and ancillas")]
    public void Weights_OfAFragment_SumToTheProductOfItsCutsGammas(string circuit)
    {
        (CutPlan plan, EstimatorQuery query) = ShotCircuits.Take(circuit);
        double bound = plan.Fragments.Sum(f => f.Legs.Aggregate(1.0, (product, leg) =>
        {
            CutForm form = plan.Cuts[leg.Cut].Form;
            return product * form.Gamma(form.Bond(y => y.Kind == SymbolKind.Feature ? query.Features[y.Index] : query.Weights[y.Index]));
        }));
        Assert.Equal(bound * bound, new ShotForecast(plan, query).Bound, 1e-9 * bound * bound);
    }

    [Theory]
    [InlineData(100, new double[] { 1, 2, 1 }, 0, new long[] { 25, 50, 25 })]
    [InlineData(10, new double[] { 1, 1, 1 }, 0, new long[] { 4, 3, 3 })]
    [InlineData(10, new double[] { 0, 0, 5 }, 1, new long[] { 1, 1, 8 })]
    [InlineData(7, new double[] { 0, 0 }, 1, new long[] { 4, 3 })]
    [InlineData(3, new double[] { 9, 1, 1 }, 1, new long[] { 1, 1, 1 })]
    public void Apportionment_IsInProportion_AndSpendsTheTotal(long total, double[] weights, long floor, long[] expected) =>
        Assert.Equal(expected, Apportionment.Divide(total, weights, floor));

    [Fact]
    public void Apportionment_OfHugeTotals_IsExact()
    {
        double[] weights = [.. Enumerable.Range(1, 999).Select(i => Math.Sqrt(i))];
        long[] parts = Apportionment.Divide(ShotBudget.MaxShots, weights);
        Assert.Equal(ShotBudget.MaxShots, parts.Sum());
        Assert.All(parts, p => Assert.True(p >= 1));
    }

    [Theory]
    [InlineData(ShotAllocation.Weighted, 6_001)]
    [InlineData(ShotAllocation.Optimal, 6_001)]
    [InlineData(ShotAllocation.Optimal, 600)]
    [InlineData(ShotAllocation.Optimal, 1_000_003)]
    public void TotalShots_AreSpentExactly_OnTheCircuitsOfTheUniformDivision(ShotAllocation allocation, long total)
    {
        EstimatorQuery[] queries = Runs.Random(35, 4, 8, seed: 1);
        Passes passes = new CutEstimator(
            StudyCircuit.Plan("ABCD"), new(ShotBudget.InTotal(total), 1, Allocation: allocation)).Start(queries, null);
        Assert.Equal((35L * 60, 35 * total), Runs.Count(passes, PassPurpose.Forward));
    }

    [Fact]
    public void Rounds_HaveRandomNumbersOfTheirOwn_AndDoNotDependOnTheBatch()
    {
        CutPlan plan = StudyCircuit.Plan("AABC", PauliSum.Parse("ZZZZ + IXZI"));
        EstimatorQuery[] queries = Runs.Random(40, 4, 8, seed: 3);
        foreach (EstimatorSettings settings in new EstimatorSettings[]
        {
            new(ShotBudget.Each(400), 5, Allocation: ShotAllocation.Optimal),
            new(ShotBudget.ToError(0.05), 5, Allocation: ShotAllocation.Optimal),
            new(ShotBudget.InTotal(3000), 5, Allocation: ShotAllocation.Sampled),
        })
        {
            IReadOnlyList<Estimate> together =
                Runs.Drive(new CutEstimator(plan, settings).Start(queries, null), results => results.Reverse());
            IEnumerable<Estimate> alone = queries.Select(q => new CutEstimator(plan, settings).Estimate([q])[0]);
            Runs.AssertSameBits(together, alone);
        }
    }

    [Fact]
    public void TargetError_WithALimit_StopsThere()
    {
        var estimator = new CutEstimator(
            StudyCircuit.Plan("ABCD"), new(ShotBudget.ToError(1e-4, 5_000), 1, Allocation: ShotAllocation.Optimal));
        Passes passes = estimator.Start(Runs.Random(2, 4, 8, seed: 1), null);
        Assert.Equal(10_000, Runs.Count(passes, PassPurpose.Forward).Shots);
        Assert.All(passes.Estimates(), e => Assert.InRange(e.StandardError, 0.01, 1));
    }

    [Fact]
    public void TargetError_BeyondAllShots_IsRefused()
    {
        var estimator = new CutEstimator(StudyCircuit.Plan("ABCD"), new(ShotBudget.ToError(1e-9), 1, Allocation: ShotAllocation.Optimal));
        string message = Assert.Throws<CutException>(() => estimator.Estimate(Runs.Random(1, 4, 8, seed: 1))).Message;
        Assert.Contains("give a larger error", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueryMode.Published, ShotAllocation.Optimal, "published mode")]
    [InlineData(QueryMode.Lean, ShotAllocation.Sampled, "give total shots")]
    public void ShotsACircuit_DoNotGoWithEverything(QueryMode mode, ShotAllocation allocation, string rule)
    {
        CutPlan plan = StudyCircuit.Plan("AABB");
        Assert.Contains(
            rule,
            Assert.Throws<CutException>(() => new CutEstimator(plan, new(ShotBudget.Each(10), 1, mode, allocation))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ExactAndTarget_AskForTheirAllocation()
    {
        CutPlan plan = StudyCircuit.Plan("AABB");
        Assert.Throws<CutException>(() => new CutEstimator(plan, new(ShotBudget.Exact, Allocation: ShotAllocation.Weighted)));
        Assert.Throws<CutException>(() => new CutEstimator(plan, new(ShotBudget.ToError(0.1))));
        foreach (double error in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<CutException>(() => ShotBudget.ToError(error));
    }

    [Fact]
    public void Sampled_DrawsWherePlansAreTooLargeForTensors()
    {
        // 24 cuts of RZZ(0.01) between two fragments: 5^24 variants, γ = 1.6.
        var builder = new CircuitBuilder(2);
        builder.Add(Gates.RY, 0.6, 0).Add(Gates.RY, 0.4, 1);
        for (int i = 0; i < 24; i++)
            builder.Add(Gates.RZZ, 0.01, 0, 1).Add(Gates.RX, 0.05, 0).Add(Gates.RX, -0.03, 1);
        Circuit circuit = builder.Build();
        PauliSum observable = PauliSum.Parse("ZZ - 0.5*IX + 0.25*II");
        CutPlan plan = CutPlanner.Plan(circuit, observable, PartitionLabels.Parse("AB", 2), PlanSettings.Plain);
        Estimate sampled = new CutEstimator(plan, new(ShotBudget.InTotal(40_000), 1, Allocation: ShotAllocation.Sampled))
            .Estimate([new(0, [], [])])[0];
        double exact = new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value;
        Assert.InRange(sampled.StandardError, 0.005, 0.03);
        Assert.InRange(Math.Abs(sampled.Value - exact), 0, 5 * sampled.StandardError);
        Assert.Throws<CutException>(() => new CutEstimator(plan, new(ShotBudget.Each(100))));
    }

    /// <summary>γ = 3^700 is no double; that of 40 cuts is one, but no number of shots makes it useful.</summary>
    [Theory]
    [InlineData(700, "10^334.0")]
    [InlineData(40, "10^19.1")]
    public void Sampled_WhoseErrorIsBeyondUse_IsRefused(int cuts, string gamma)
    {
        var builder = new CircuitBuilder(2);
        for (int i = 0; i < cuts; i++)
            builder.Add(Gates.CX, 0, 1).Add(Gates.RX, 0.05, 0).Add(Gates.RY, -0.03, 1);
        CutPlan plan = CutPlanner.Plan(builder.Build(), PauliSum.Parse("ZZ"), PartitionLabels.Parse("AB", 2), PlanSettings.Plain);
        var estimator = new CutEstimator(plan, new(ShotBudget.InTotal(1_000), 1, Allocation: ShotAllocation.Sampled));
        Assert.Contains(
            $"γ = {gamma} gives",
            Assert.Throws<CutException>(() => estimator.Estimate([new(0, [], [])])).Message,
            StringComparison.Ordinal);
    }
}
