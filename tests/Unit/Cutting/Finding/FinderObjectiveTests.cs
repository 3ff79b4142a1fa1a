using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Depth, the Pareto list, wires that communicate, and what running will take.</summary>
[Trait("Tier", "slow")]
public sealed class FinderObjectiveTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Forecast_OfAChain_IsInClosedForm()
    {
        FoundCuts found = CutFinder.Find(Chain(8), new FinderLimits(2));
        Assert.Equal(3, found.CutCount);
        Assert.Equal(3 * Math.Log10(6), found.Log10TermCount(), Rounding);
        Assert.Equal(Math.Log10(5 + 25 + 25 + 5), found.Log10CircuitCount(), Rounding);
        Assert.Equal(Math.Log10(4 * (4 + 16 + 16 + 4)), found.Log10ContractionCost(), Rounding);
        Assert.Equal(2 * Math.Log10((3 + 9 + 9 + 3) / 0.01), found.Log10Shots(0.01), Rounding);
        Assert.Equal(Math.Log10((60 * 0.5) + (24 * 24 * 1e4 * 1e-3)), found.Log10Seconds(0.01, new(0.5, 1e-3)), Rounding);
        Assert.Contains("above 0", Assert.Throws<CutException>(() => found.Log10Shots(0)).Message, StringComparison.Ordinal);
        Assert.Throws<CutException>(() => found.Log10Shots(double.NaN));
    }

    [Theory]
    [InlineData(2, 30, 22)]
    [InlineData(3, 132, 92)]
    public void Forecast_OfGatesAtOneTime_CountsTheirTermsAndVariants(int count, double terms, double variants)
    {
        var builder = new CircuitBuilder(2 * count);
        for (int i = 0; i < 4 * count; i++)
        {
            builder.Add(Gates.CX, i % (count - 1), (i % (count - 1)) + 1)
                .Add(Gates.CX, count + (i % (count - 1)), count + (i % (count - 1)) + 1);
        }

        for (int i = 0; i < count; i++)
        {
            builder.Add(Gates.RZZ, 0.4, i, count + i);
        }

        FoundCuts found = CutFinder.Find(builder.Build(), new FinderLimits(count));
        Assert.Equal(JointForm.Parallel, Assert.IsType<JointGateCut>(Assert.Single(found.Cuts)).Form);
        Assert.Equal((2 * Math.Pow(1 + Math.Sin(0.4), count)) - 1, found.Gamma, Rounding);
        Assert.Equal(Math.Log10(terms), found.Log10TermCount(), Rounding);
        Assert.Equal(Math.Log10(2 * variants), found.Log10CircuitCount(), Rounding);
    }

    [Fact]
    public void Depth_IsSmallestWithTheCutsAllowed()
    {
        Circuit chain = Chain(9);
        FinderLimits limits = new FinderLimits(9) with { CutCount = 2 };
        Assert.Empty(CutFinder.Find(chain, limits).Cuts);
        FoundCuts found = CutFinder.Find(chain, limits, new FinderSettings() with { Objective = FinderObjective.Depth });
        Assert.Equal(2, found.TwoQubitDepth);
        Assert.Equal(2, found.CutCount);
        FoundCuts all = CutFinder.Find(chain, new(9), new FinderSettings() with { Objective = FinderObjective.Depth });
        Assert.Equal((0, 8, true), (all.TwoQubitDepth, all.CutCount, all.IsOptimal));
    }

    [Fact]
    public void Front_HasNothingThatIsBettered_AndBeginsWithTheSmallestOverhead()
    {
        foreach (string id in new[] { "small-14-10", "qaoa-20", "regular3-30" })
        {
            var known = FinderCase.Find(id);
            IReadOnlyList<FoundCuts> front = CutFinder.Front(known.Circuit, new(known.Width + 1));
            Assert.Equal(CutFinder.Find(known.Circuit, new(known.Width + 1)).Log10Overhead, front[0].Log10Overhead, Rounding);
            double[][] costs = [.. front.Select(f => new[] { f.Log10Overhead, f.Log10CircuitCount(), f.Log10ContractionCost() })];
            Assert.All(costs, a => Assert.DoesNotContain(costs, b => !ReferenceEquals(a, b) && a.Zip(b).All(p => p.Second <= p.First)));
            Assert.All(front, f => Assert.InRange(f.Widths[0], 1, known.Width + 1));
        }

        Assert.Equal(
            [961, 2401], CutFinder.Front(FinderCase.Find("small-14-10").Circuit, new(6)).Take(2).Select(f => Math.Round(f.Overhead)));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 7)]
    [InlineData(3, 15)]
    public void WiresOneWay_CommunicateTogether(int wireCount, double gamma)
    {
        FinderLimits limits = new FinderLimits(5) with { Kinds = CutKinds.Wire, IsCommunicating = true };
        FoundCuts found = CutFinder.Find(Handover(wireCount, 5), limits);
        Assert.Equal(gamma, found.Gamma, Rounding);
        Assert.Equal(wireCount, Assert.IsType<CommunicatingWireCut>(Assert.Single(found.Cuts)).Wires.Count);
        Assert.Equal([5, 5], found.Widths);
        Assert.Equal((0, 1), (found.Costs[0].First, found.Costs[0].Second));
        Assert.Equal(
            Math.Pow(4, wireCount), CutFinder.Find(Handover(wireCount, 5), limits with { IsCommunicating = false }).Gamma, Rounding);
    }

    [Fact]
    public void WireThatComesBack_DoesNotCommunicateBothWays()
    {
        // Qubit 2 goes from one group to another and back.
        var builder = new CircuitBuilder(5);
        Knot(builder, [0, 1, 2]);
        Knot(builder, [2, 3, 4]);
        Knot(builder, [0, 1, 2]);
        FoundCuts found = CutFinder.Find(builder.Build(), new FinderLimits(4) with { Kinds = CutKinds.Wire, IsCommunicating = true });
        Assert.Equal(12, found.Gamma, Rounding);
        Assert.Single(found.Cuts, c => c is CommunicatingWireCut);
        Assert.Single(found.Cuts, c => c is WireCut);
    }

    private static Circuit Chain(int qubitCount)
    {
        var builder = new CircuitBuilder(qubitCount);
        for (int q = 1; q < qubitCount; q++)
        {
            builder.Add(Gates.CX, q - 1, q);
        }

        return builder.Build();
    }

    // A group of qubits, some of which go on in a second group.
    private static Circuit Handover(int wireCount, int size)
    {
        var builder = new CircuitBuilder((2 * size) - wireCount);
        Knot(builder, [.. Enumerable.Range(0, size)]);
        Knot(builder, [.. Enumerable.Range(size - wireCount, size)]);
        return builder.Build();
    }

    private static void Knot(CircuitBuilder builder, int[] qubits)
    {
        for (int round = 0; round < 6; round++)
        {
            for (int i = 1; i < qubits.Length; i++)
            {
                builder.Add(Gates.RY, 0.3, qubits[i]).Add(Gates.CX, qubits[i - 1], qubits[i]);
            }
        }
    }
}
