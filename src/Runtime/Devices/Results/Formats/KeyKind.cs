namespace CutAwareQnn.Runtime;

/// <summary>How the keys of histograms write outcomes.</summary>
internal enum KeyKind
{
    /// <summary>In no known way.</summary>
    Unknown,

    /// <summary>As bits with spaces between registers, or without.</summary>
    Binary,

    /// <summary>As decimal numbers.</summary>
    Decimal,

    /// <summary>As hexadecimal numbers behind 0x.</summary>
    Hexadecimal,
}
