using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>The stored circuits against the best that qiskit-addon-cutting, QCut and whoever planted a partition reach.</summary>
[Trait("Tier", "slow")]
public sealed class FinderReferenceTests
{
    private const double Rounding = 1e-9;

    public static TheoryData<string> Ids => FinderCase.Ids;

    public static TheoryData<string> Minima => FinderCase.Minima;

    [Theory]
    [MemberData(nameof(Ids))]
    public void GateCuts_AreNoWorseThanTheBestKnown_AndProven(string id)
    {
        var known = FinderCase.Find(id);
        FoundCuts found = CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width));
        Assert.InRange(found.Overhead, 1, known.Known * (1 + Rounding));
        Assert.True(found.IsOptimal, $"the bound is 1e{found.Log10LowerBound} of 1e{found.Log10Overhead}");
        Assert.Same(known.Circuit, found.Circuit);
        Assert.InRange(found.Widths.Max(), 1, known.Width);
        CutPlan plan = FinderCase.CheckedPlan(found);
        Assert.Equal(
            plan.Cuts.Select(c => c.Cut),
            CutPlanner.Plan(known.Circuit, plan.Observable, found.Labels!, PlanSettings.Plain).Cuts.Select(c => c.Cut));
    }

    [Theory]
    [MemberData(nameof(Minima))]
    public void MixedCuts_ReachTheAddonsMinimum_WhichIsOneOfGateCuts(string id)
    {
        var known = FinderCase.Find(id);
        FoundCuts found = CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width) with { Kinds = CutKinds.Both });
        Assert.InRange(found.Overhead, known.Known * (1 - Rounding), known.Known * (1 + Rounding));
        FinderCase.CheckedPlan(found);
    }

    [Theory]
    [InlineData("qaoa-60")]
    [InlineData("qaoa-129")]
    [InlineData("regular3-30")]
    public void EverySeed_FindsTheSameOverhead_AndEqualSeedsTheSameCuts(string id)
    {
        var known = FinderCase.Find(id);
        for (ulong seed = 0; seed < 5; seed++)
        {
            FoundCuts found = CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width), new(seed, Effort: 0));
            Assert.InRange(found.Overhead, 1, known.Known * (1 + Rounding));
            Assert.Equal(found, CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width), new(seed, Effort: 0)));
        }
    }

    [Fact]
    public void Effort_BoundsTheProof_AndTheBoundStaysBelow()
    {
        var known = FinderCase.Find("grid-6x6");
        double before = 0;
        foreach (long effort in new long[] { 0, 20_000, 200_000, 100_000_000 })
        {
            FoundCuts found = CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width), new(Effort: effort));
            Assert.InRange(found.Log10LowerBound, before, Math.Log10(known.Known) + Rounding);
            Assert.Equal(effort == 100_000_000, found.IsOptimal);
            before = found.Log10LowerBound - Rounding;
        }
    }
}
