using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Operations that are applied to one tile of a state after the other, each tile being read and written once.</summary>
/// <param name="shape">The tiles.</param>
/// <param name="operations">The operations in order.</param>
/// <param name="ends">The cut ends at which kets part in this loop.</param>
internal sealed class TileLoop(TileShape shape, TileOperation[] operations, CutEnd[] ends)
{
    /// <summary>The tiles.</summary>
    public TileShape Shape { get; } = shape;

    /// <summary>The operations in order.</summary>
    public TileOperation[] Operations { get; } = operations;

    /// <summary>The cut ends at which kets part in this loop.</summary>
    public CutEnd[] Ends { get; } = ends;

    /// <summary>Positions of the state after the loop.</summary>
    public int PositionCount { get; } = int.Log2(shape.Count) + shape.Bits;
}
