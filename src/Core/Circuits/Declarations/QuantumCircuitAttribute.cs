namespace CutAwareQnn.Circuits;

/// <summary>
/// Makes a partial class a circuit: the source generator writes its other half, which implements the compiled circuit interface.
/// Layer attributes apply in the order written.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QuantumCircuitAttribute : Attribute
{
    /// <summary>Declares a circuit.</summary>
    /// <param name="qubits">Number of qubits, at least 1.</param>
    public QuantumCircuitAttribute(int qubits)
    {
        Qubits = qubits;
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }
}
