using System.Numerics;
using CutAwareQnn.Lowering;
using Xunit;

namespace CutAwareQnn.Unit.Lowering;

/// <summary>Covers of random bipartite graphs against all sets of vertices.</summary>
public sealed class VertexCoverTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SmallestCover_TouchesEveryEdge_AndNoSmallerSetDoes(int seed)
    {
        var random = new Random(seed);
        int first = 1 + random.Next(6);
        int second = 1 + random.Next(6);
        (int First, int Second)[] edges =
            [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (random.Next(first), random.Next(second))).Distinct()];
        var cover = VertexCover.Smallest(first, second, edges);
        Assert.All(edges, e => Assert.True(cover.First[e.First] || cover.Second[e.Second]));
        int smallest = Enumerable.Range(0, 1 << (first + second))
            .Where(set => edges.All(e => ((set >> e.First) & 1) == 1 || ((set >> (first + e.Second)) & 1) == 1))
            .Min(set => BitOperations.PopCount((uint)set));
        Assert.Equal(smallest, cover.First.Count(c => c) + cover.Second.Count(c => c));
    }
}
