namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The paths through the program on which the current statement runs.</summary>
internal sealed class Paths
{
    /// <summary>A truth value of the outcomes so far; false where no path goes on.</summary>
    public Value Mask { get; set; } = BooleanValue.True;
}
