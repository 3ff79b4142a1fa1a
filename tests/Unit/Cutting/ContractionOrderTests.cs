using System.Diagnostics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Orders of contractions against all orders there are, and their costs on the graphs that docs/performance.md lists.</summary>
public sealed class ContractionOrderTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OptimalOrder_OfARandomGraph_CostsTheLeastOfAllOrders(int seed)
    {
        // Up to six fragments, cuts of dimension 4 and 16 anywhere: several between two fragments, on one fragment, or none at all.
        var random = new Random(seed);
        int count = 1 + random.Next(6);
        List<(int, int, bool)> cuts =
            [.. Enumerable.Range(0, random.Next(10)).Select(_ => (random.Next(count), random.Next(count), random.Next(3) == 0))];
        Fragment[] fragments = FragmentGraph.Of(count, cuts);
        ContractionOrder order = ContractionOrder.Of(fragments);
        (double Cost, double Peak) best = BruteForce(fragments);
        Assert.True(order.IsOptimal);
        Assert.Equal(best.Cost, order.Cost);
        Assert.Equal(best.Peak, order.PeakSize);
        AssertMeasured(order, fragments);
        ContractionOrder greedy = ContractionOrder.Greedy(fragments);
        AssertMeasured(greedy, fragments);
        Assert.False(greedy.IsOptimal);
        Assert.InRange(greedy.Cost, order.Cost, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(40)]
    public void OrderOfMany_IsWithinTheOrderFromTheFirstToTheLast(int count)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            Fragment[] fragments =
                FragmentGraph.Of(count, [.. Enumerable.Range(0, 2 * count).Select(i => (i % count, random.Next(count), false))]);
            ContractionOrder order = ContractionOrder.Of(fragments);
            Assert.False(order.IsOptimal);
            AssertMeasured(order, fragments);
            double inSequence =
                Measure(fragments, Enumerable.Range(0, count - 1).Select(s => new ContractionStep(s == 0 ? 0 : count + s - 1, s + 1))).Cost;
            Assert.InRange(order.Cost, 1, inSequence);
        }
    }

    // The optimum, our order without the search for it, and pairs chosen by growth alone; exact, as sums of products of dimensions.
    [Theory]
    [InlineData("ring 6", 272, 272, 272)]
    [InlineData("ring 12", 656, 656, 656)]
    [InlineData("grid 3x3", 7184, 7184, 7232)]
    [InlineData("grid 3x4", 13328, 13328, 44096)]
    [InlineData("random 9", 6800, 6800, 6800)]
    [InlineData("random 10", 10836, 10836, 38496)]
    [InlineData("random 11", 5008, 5008, 5056)]
    [InlineData("random 12", 36368, 36368, 107264)]
    public void Costs_OfTheListedGraphs_AreTheListedOnes(string name, double optimal, double greedy, double pairs)
    {
        Fragment[] fragments = FragmentGraph.Named(name);
        var graph = ContractionGraph.Of(fragments);
        Assert.Equal(optimal, ContractionOrder.Optimal(fragments).Cost);
        Assert.Equal(greedy, ContractionOrder.Greedy(fragments).Cost);
        Assert.Equal(pairs, ContractionCost.Of(graph, GreedyOrder.Find(graph, GreedyOrder.Criteria[0])).Cost);
    }

    // Beyond twelve fragments there is no optimum to compare with.
    [Theory]
    [InlineData("ring 24", 1424, 1424)]
    [InlineData("grid 5x5", 300096, 444672)]
    [InlineData("grid 6x6", 1168448, 2868224)]
    [InlineData("random 24", 59216, 96128)]
    [InlineData("random 40", 427344, 6096192)]
    public void Costs_OfTheListedLargeGraphs_AreTheListedOnes(string name, double greedy, double pairs)
    {
        Fragment[] fragments = FragmentGraph.Named(name);
        var graph = ContractionGraph.Of(fragments);
        ContractionOrder order = ContractionOrder.Of(fragments);
        Assert.False(order.IsOptimal);
        Assert.Equal(greedy, order.Cost);
        Assert.Equal(pairs, ContractionCost.Of(graph, GreedyOrder.Find(graph, GreedyOrder.Criteria[0])).Cost);
    }

    [Fact]
    public void OptimalOrder_OfTwelveFragments_TakesMilliseconds()
    {
        Fragment[] fragments = FragmentGraph.Named("random 12");
        ContractionOrder.Optimal(fragments);
        long start = Stopwatch.GetTimestamp();
        ContractionOrder.Optimal(fragments);

        // 5 ms alone; the bound leaves room for other work on the machine.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 500);
    }

    [Fact]
    public void Order_OfFragmentsWithHundredsOfCutsBetweenThem_IsStillFound()
    {
        Fragment[] fragments = FragmentGraph.Of(3, [.. Enumerable.Range(0, 900).Select(i => (i % 3, (i + 1) % 3, true))]);
        Assert.Equal(2, ContractionOrder.Of(fragments).Steps.Count);
        Assert.Equal(double.PositiveInfinity, ContractionOrder.Of(fragments).Cost);
        Assert.Equal(2, ContractionOrder.Greedy(fragments).Steps.Count);
    }

    [Fact]
    public void OptimalOrder_OfThirteenFragments_IsRefused()
    {
        CutException error = Assert.Throws<CutException>(() => ContractionOrder.Optimal(FragmentGraph.Of(13, [])));
        Assert.Contains("13 fragments", error.Message, StringComparison.Ordinal);
    }

    private static void AssertMeasured(ContractionOrder order, Fragment[] fragments)
    {
        (double cost, double peak) = Measure(fragments, order.Steps);
        Assert.Equal(cost, order.Cost);
        Assert.Equal(peak, order.PeakSize);
    }

    // Independent of the searched graph: tensors as sets of cuts.
    private static (double Cost, double Peak) Measure(Fragment[] fragments, IEnumerable<ContractionStep> steps)
    {
        var dimensions = Dimensions(fragments);
        List<HashSet<int>?> nodes = [.. Nodes(fragments)];
        double cost = 0;
        double peak = nodes.Max(n => Size(n!, dimensions));
        foreach (ContractionStep step in steps)
        {
            (HashSet<int> left, HashSet<int> right) = (nodes[step.Left]!, nodes[step.Right]!);
            (nodes[step.Left], nodes[step.Right]) = (null, null);
            HashSet<int> result = [.. left.Except(right), .. right.Except(left)];
            cost += Size(left.Union(right), dimensions);
            peak = Math.Max(peak, Size(left, dimensions) + Size(right, dimensions) + Size(result, dimensions));
            nodes.Add(result);
        }

        Assert.Single(nodes, n => n is not null);
        return (cost, peak);
    }

    private static (double Cost, double Peak) BruteForce(Fragment[] fragments)
    {
        Dictionary<int, int> dimensions = Dimensions(fragments);
        var nodes = Nodes(fragments);
        return Least(nodes, 0, nodes.Max(n => Size(n, dimensions)), dimensions);
    }

    private static (double Cost, double Peak) Least(List<HashSet<int>> nodes, double cost, double peak, Dictionary<int, int> dimensions)
    {
        if (nodes.Count == 1)
        {
            return (cost, peak);
        }

        var best = (double.PositiveInfinity, double.PositiveInfinity);
        for (int a = 0; a < nodes.Count; a++)
        {
            for (int b = a + 1; b < nodes.Count; b++)
            {
                HashSet<int> result = [.. nodes[a].Except(nodes[b]), .. nodes[b].Except(nodes[a])];
                double sizes = Size(nodes[a], dimensions) + Size(nodes[b], dimensions) + Size(result, dimensions);
                var found = Least(
                    [.. nodes.Where((_, i) => i != a && i != b), result],
                    cost + Size(nodes[a].Union(nodes[b]), dimensions), Math.Max(peak, sizes), dimensions);
                best = found.CompareTo(best) < 0 ? found : best;
            }
        }

        return best;
    }

    private static double Size(IEnumerable<int> cuts, Dictionary<int, int> dimensions) =>
        cuts.Aggregate(1.0, (size, cut) => size * dimensions[cut]);

    private static List<HashSet<int>> Nodes(Fragment[] fragments) =>
        [.. fragments.Select(f => f.Legs.GroupBy(l => l.Cut).Where(g => g.Count() == 1).Select(g => g.Key).ToHashSet())];

    private static Dictionary<int, int> Dimensions(Fragment[] fragments) =>
        fragments.SelectMany(f => f.Legs).DistinctBy(l => l.Cut).ToDictionary(l => l.Cut, l => l.Basis.Dimension);
}
