using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Something between two points that can be cut.</summary>
/// <param name="Index">Its place among the links.</param>
/// <param name="A">One point; of a wire the earlier one.</param>
/// <param name="B">The other.</param>
/// <param name="Cut">The cut.</param>
/// <param name="Price">What cutting it costs.</param>
internal sealed record CutLink(int Index, int A, int B, Cut Cut, GatePrice Price)
{
    /// <summary>A wire by itself: γ = 4 in eight terms.</summary>
    public static GatePrice Wire { get; } = new(4, 4, 2, 8);

    /// <summary>A wire by itself whose outcome reaches the other side: γ = 3.</summary>
    public static GatePrice CommunicatingWire { get; } = new(3, 3, 2, 3);

    /// <summary>Natural logarithm of γ of a wire by itself.</summary>
    public static double WireCost { get; } = Elementary.Log(Wire.Gamma);

    public bool IsWire => Cut is WireCut;

    /// <summary>The instruction of the gate, of a rotation that of its first phase; -1 for a wire.</summary>
    public int Gate => Cut.Parts().OfType<GateCut>().Select(g => g.Instruction).DefaultIfEmpty(-1).First();

    /// <summary>
    /// The share of the price that this pair of points carries: a gate of n qubits is a link between each pair of them, and no way to
    /// part them in two cuts more than n²/4 of these.
    /// </summary>
    public double Share { get; init; } = 1;

    /// <summary>Natural logarithm of γ by itself.</summary>
    public double Cost => Share * Price.LogGamma;

    /// <summary>What it adds to a joint cut: the logarithm of (γ+1)/2, of which <see cref="JointPrice.Of"/> is the price.</summary>
    public double Weight => Share * Price.JointWeight;
}
