namespace CutAwareQnn.Estimation;

/// <summary>How a query is run.</summary>
public enum QueryMode
{
    /// <summary>Unique variants from kets, contraction in planned order.</summary>
    Lean,

    /// <summary>As the field's tool runs it: every joint term emitted for every label, simulated anew, one serial joint sum.</summary>
    Published,
}
