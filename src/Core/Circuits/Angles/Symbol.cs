using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>A feature or a weight by its index from 0.</summary>
/// <param name="Kind">Feature or weight.</param>
/// <param name="Index">Position in the feature or weight vector, from 0.</param>
public readonly record struct Symbol(SymbolKind Kind, int Index) : IComparable<Symbol>
{
    /// <summary>Compares features before weights, then by index.</summary>
    public int CompareTo(Symbol other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : Index.CompareTo(other.Index);

    /// <summary>Returns <c>x[3]</c> or <c>w[3]</c>.</summary>
    public override string ToString() =>
        (Kind == SymbolKind.Feature ? "x[" : "w[") + Index.ToString(CultureInfo.InvariantCulture) + "]";
}
