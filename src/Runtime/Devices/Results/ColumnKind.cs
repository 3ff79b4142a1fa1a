namespace CutAwareQnn.Runtime;

/// <summary>How a file names the positions of its rows.</summary>
internal enum ColumnKind
{
    /// <summary>Classical bits, counted through all registers; the number of positions is that of the bits.</summary>
    Bit,

    /// <summary>Classical bits as well, but leading zeros are absent, so there may be more.</summary>
    LowBit,

    /// <summary>An element of a register of the table.</summary>
    Element,

    /// <summary>The last measurement of a qubit.</summary>
    Qubit,

    /// <summary>A measurement after which its qubit is measured again, numbered in time order.</summary>
    EarlyMeasurement,
}
