using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Limits at their edges, limits that cannot be met, large circuits, and searches that are cut short.</summary>
[Trait("Tier", "slow")]
public sealed class FinderLimitTests
{
    [Theory]
    [InlineData(CutKinds.None)]
    [InlineData(CutKinds.Gate)]
    [InlineData(CutKinds.Wire)]
    [InlineData(CutKinds.Both)]
    public void CircuitThatFits_IsNotCut(CutKinds kinds)
    {
        Circuit chain = Chain(5);
        Circuit[] circuits =
        [
            chain, new CircuitBuilder(1).Build(), new CircuitBuilder(1).Add(Gates.H, 0).Build(),
            new CircuitBuilder(5).Add(Gates.H, 3).Build(), new CircuitBuilder(7).Add(Gates.CX, 0, 5).Build(),
        ];
        foreach (Circuit circuit in circuits)
        {
            foreach (int width in new[] { 5, 6, int.MaxValue })
            {
                FoundCuts found = CutFinder.Find(circuit, new FinderLimits(width) { Kinds = kinds, CutCount = 0 });
                Assert.Empty(found.Cuts);
                Assert.Equal((1, 1, 0, 0), (found.Gamma, found.LowerBound, found.Log10Overhead, found.Log10Gap));
                Assert.True(found.IsOptimal);
                Assert.Equal(circuit.QubitCount, found.Widths.Sum());
                FinderCase.CheckedPlan(found);
            }
        }
    }

    [Fact]
    public void CircuitWithoutTwoQubitGates_FitsEveryWidth()
    {
        FoundCuts found = CutFinder.Find(new CircuitBuilder(5).Add(Gates.H, 3).Build(), new FinderLimits(1) { FragmentCount = 1 });
        Assert.Empty(found.Cuts);
        Assert.True(found.IsOptimal);
        Assert.Equal([1, 1, 1, 1, 1], found.Widths);
    }

    [Fact]
    public void LimitsThatCannotBeMet_NameTheSmallestWidthThatCan()
    {
        AssertMessage(new FinderLimits(3) { FragmentCount = 2 }, "12 qubits", "at most 3 qubits", "in at most 2 fragments", "met is 6");
        AssertMessage(new FinderLimits(3) { CutCount = 1 }, "with at most 1 cut", "met is 6");
        AssertMessage(new FinderLimits(3) { CutCount = 2 }, "with at most 2 cuts", "met is 4");
        AssertMessage(new FinderLimits(3) { CutCount = 0 }, "met is 12");
        AssertMessage(new FinderLimits(4) { Kinds = CutKinds.None }, "by no cuts", "met is 12");
        AssertMessage(new FinderLimits(1) { Kinds = CutKinds.Wire }, "by wire cuts", "met is 2");
        AssertMessage(new FinderLimits(EquatableArray<int>.Of(5, 3, 2)), "at most 5, 3, 2 qubits", "met is 4");

        static void AssertMessage(FinderLimits limits, params string[] parts)
        {
            string message = Assert.Throws<CutException>(() => CutFinder.Find(Chain(12), limits)).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void LimitsThatMeanNothing_AreRefused()
    {
        AssertMessage(new FinderLimits(0), "width 0", "at least one qubit");
        AssertMessage(new FinderLimits(EquatableArray<int>.Of(3, -2)), "width -2");
        AssertMessage(new FinderLimits(EquatableArray<int>.Empty), "no width");
        AssertMessage(new FinderLimits(3) { FragmentCount = 0 }, "fragments 0", "at least one");
        AssertMessage(new FinderLimits(3) { CutCount = -1 }, "cuts -1", "0 or more");
        AssertMessage(new FinderLimits(3) { Kinds = (CutKinds)8 }, "kinds 8");

        static void AssertMessage(FinderLimits limits, params string[] parts) => Assert.All(parts, part => Assert.Contains(
            part, Assert.Throws<CutException>(() => CutFinder.Find(Chain(4), limits)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void FewerFragments_CostMore_AndDevicesTakeWhatFits()
    {
        // Three triangles in a row, joined by single gates.
        var builder = new CircuitBuilder(9);
        for (int i = 0; i < 9; i += 3)
        {
            builder.Add(Gates.CX, i, i + 1).Add(Gates.CX, i + 1, i + 2).Add(Gates.CX, i, i + 2);
        }

        Circuit circuit = builder.Add(Gates.CX, 2, 3).Add(Gates.CX, 5, 6).Build();
        Assert.Equal(81, CutFinder.Find(circuit, FinderCase.Separate(5)).Overhead, 1e-9);
        Assert.Equal([3, 3, 3], CutFinder.Find(circuit, new FinderLimits(EquatableArray<int>.Of(3, 4, 3))).Widths);
        Assert.Equal([6, 3], CutFinder.Find(circuit, new FinderLimits(EquatableArray<int>.Of(3, 6))).Widths);
        Assert.Equal(9, CutFinder.Find(circuit, new FinderLimits(EquatableArray<int>.Of(3, 6))).Overhead, 1e-9);
        Assert.Equal([5, 4], CutFinder.Find(circuit, new FinderLimits(5) { FragmentCount = 2 }).Widths);
        Assert.Equal(81, CutFinder.Find(circuit, new FinderLimits(5) { FragmentCount = 2 }).Overhead, 1e-9);
    }

    [Fact]
    public void CancelledSearch_ReturnsCutsThatKeepToTheLimits()
    {
        var known = FinderCase.Find("grid-6x6");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        FoundCuts found = CutFinder.Find(known.Circuit, FinderCase.Separate(known.Width), cancellation: cancellation.Token);
        Assert.False(found.IsOptimal);
        Assert.InRange(found.Widths.Max(), 1, known.Width);
        FinderCase.CheckedPlan(found);
    }

    [Fact]
    public void PlantedPartition_OfAThousandQubits_IsFound()
    {
        // Fifty rings with chords of twenty qubits, four gates between each ring and the next, in random order of qubits and gates.
        const int QubitCount = 1000;
        const int Size = 20;
        var random = new Random(7);
        int[] name = [.. Enumerable.Range(0, QubitCount).OrderBy(_ => random.Next())];
        var gates = new List<(int A, int B)>();
        for (int q = 0; q < QubitCount; q++)
        {
            int start = q / Size * Size;
            gates.AddRange(Enumerable.Range(1, 9).Select(d => (q, start + ((q + d) % Size))));
        }

        int inside = gates.Count;
        for (int i = 0; i < QubitCount / Size * 4; i++)
        {
            int from = i / 4 * Size;
            gates.Add((from + random.Next(Size), (from + Size + random.Next(Size)) % QubitCount));
        }

        var builder = new CircuitBuilder(QubitCount);
        foreach ((int a, int b) in gates.OrderBy(_ => random.Next()))
        {
            builder.Add(Gates.CX, name[a], name[b]);
        }

        Circuit circuit = builder.Build();
        FoundCuts found = CutFinder.Find(circuit, FinderCase.Separate(Size + 3));
        Assert.InRange(found.Cuts.Count, 0, gates.Count - inside);
        Assert.InRange(found.Widths.Max(), 1, Size + 3);
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
}
