namespace CutAwareQnn.Circuits;

/// <summary>What a symbol in a gate angle represents.</summary>
public enum SymbolKind
{
    /// <summary>A feature <c>x</c>: data.</summary>
    Feature,

    /// <summary>A weight <c>θ</c>: trainable. In a fragment: the bound angle of one gate occurrence.</summary>
    Weight,
}
