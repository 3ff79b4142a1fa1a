namespace CutAwareQnn.Circuits;

/// <summary>A Pauli operator on one qubit.</summary>
public enum Pauli
{
    /// <summary>Identity.</summary>
    I,

    /// <summary>Pauli X.</summary>
    X,

    /// <summary>Pauli Y.</summary>
    Y,

    /// <summary>Pauli Z.</summary>
    Z,
}
