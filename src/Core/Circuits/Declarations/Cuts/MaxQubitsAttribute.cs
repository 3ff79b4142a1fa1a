namespace CutAwareQnn.Circuits;

/// <summary>
/// Lets the compiler find the gates to cut, so that no fragment is wider, at the smallest sampling overhead that it finds; in place of
/// a partition. The cuts found are listed in the documentation of the class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MaxQubitsAttribute : Attribute
{
    /// <summary>Declares the limit.</summary>
    /// <param name="qubits">Qubits of the widest fragment, at least 1.</param>
    public MaxQubitsAttribute(int qubits)
    {
        Qubits = qubits;
    }

    /// <summary>Qubits of the widest fragment.</summary>
    public int Qubits { get; }
}
