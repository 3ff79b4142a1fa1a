namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>A width in which the generated code is run.</summary>
/// <param name="Name">The nested class of its code.</param>
/// <param name="Count">Queries per lane value.</param>
/// <param name="Vector">The vector type; empty for a number.</param>
/// <param name="Arithmetic">The operations of lane values.</param>
internal sealed record LaneWidth(string Name, int Count, string Vector, string Arithmetic)
{
    /// <summary>512 bits, 256 bits, and one query where there are no vectors.</summary>
    public static LaneWidth[] All { get; } =
    [
        new("Lanes8", 8, "Vector512", "global::CutAwareQnn.Simulation.EightLanes"),
        new("Lanes4", 4, "Vector256", "global::CutAwareQnn.Simulation.FourLanes"),
        new("Lanes1", 1, "", "global::CutAwareQnn.Simulation.OneLane"),
    ];

    /// <summary>Whether lane values are vectors.</summary>
    public bool IsVector => Count > 1;

    /// <summary>The type of a lane value.</summary>
    public string Lane => IsVector ? $"global::System.Runtime.Intrinsics.{Vector}<double>" : "double";
}
