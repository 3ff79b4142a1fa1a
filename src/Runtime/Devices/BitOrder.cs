namespace CutAwareQnn.Runtime;

/// <summary>Which end of a register's text bit 0 is at.</summary>
public enum BitOrder
{
    /// <summary>Bit 0 is the first character or element.</summary>
    First,

    /// <summary>Bit 0 is the last character or element.</summary>
    Last,
}
