namespace CutAwareQnn.Circuits;

/// <summary>How a circuit is drawn, and what is shown besides its instructions.</summary>
public sealed record DrawingOptions
{
    /// <summary>The width of a page without a terminal.</summary>
    public const int DefaultWidth = 100;

    /// <summary>A drawing of the circuit alone, <see cref="DefaultWidth"/> wide.</summary>
    public static DrawingOptions Default { get; } = new();

    /// <summary>Characters per line; longer circuits go on below. <see cref="int.MaxValue"/> never folds.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The cuts to mark.</summary>
    public EquatableArray<CutMark> Cuts { get; init; }

    /// <summary>Character <c>i</c> is the fragment of qubit <c>i</c>; null shows no fragments.</summary>
    public string? Fragments { get; init; }

    /// <summary>What features and weights are called; null calls them <c>x[0]</c> and <c>w[0]</c>.</summary>
    public Func<Symbol, string>? SymbolName { get; init; }
}
