using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>The cuts that a tensor has as legs, the last fastest; all of the first end's dimension.</summary>
internal sealed class Legs
{
    private readonly IReadOnlyList<NetworkEdge> _edges;
    private readonly int[] _strides;

    public Legs(int[] edges, IReadOnlyList<NetworkEdge> all)
    {
        Edges = edges;
        _edges = all;
        _strides = Strides.Of(edges.Select(e => all[e].First).ToArray());
        Length = edges.Length == 0 ? 1 : checked(_strides[0] * all[edges[0]].First);
    }

    public int[] Edges { get; }

    public int Length { get; }

    /// <summary>Returns the distance between neighbouring values of a cut; 0 where it is no leg.</summary>
    public int StrideOf(int edge)
    {
        int leg = Array.IndexOf(Edges, edge);
        return leg < 0 ? 0 : _strides[leg];
    }

    /// <summary>Returns the offset of every combination of values of some legs, the last fastest.</summary>
    public int[] Offsets(IEnumerable<int> edges) => Strides.Offsets(edges.Select(e => (_edges[e].First, StrideOf(e))));
}
