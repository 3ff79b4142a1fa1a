namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>A width of the generated code: its texts differ only in these.</summary>
/// <param name="Name">The nested class.</param>
/// <param name="Count">Queries a lane value holds.</param>
/// <param name="Lane">The type of a lane value.</param>
/// <param name="Ops">The class with its operations.</param>
internal sealed record LaneWidth(string Name, int Count, string Lane, string Ops)
{
    /// <summary>512 bits, 256 bits, and one query where there are no vectors.</summary>
    public static LaneWidth[] All { get; } =
    [
        new("Lanes512", 8, "System.Runtime.Intrinsics.Vector512<double>", "System.Runtime.Intrinsics.Vector512"),
        new("Lanes256", 4, "System.Runtime.Intrinsics.Vector256<double>", "System.Runtime.Intrinsics.Vector256"),
        new("Lanes1", 1, "System.Double", "System.Math"),
    ];

    /// <summary>Whether lane values are vectors.</summary>
    public bool IsVector => Count > 1;
}
