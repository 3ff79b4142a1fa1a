namespace CutAwareQnn.Circuits;

/// <summary>
/// Makes a partial class a circuit: the source generator writes its other half, which implements the compiled circuit interface.
/// Layer attributes apply in the order written.
/// </summary>
/// <example>
/// <code>
/// double[] values = new double[1];
/// BellPair.Evaluate([], [], values);
/// Console.WriteLine($"{values[0]:F3}");    // 1.000
///
/// [QuantumCircuit(qubits: 2), Gate("h", 0), Gate("cx", 0, 1), Observable("ZZ")]
/// internal sealed partial class BellPair;
/// </code>
/// </example>
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
