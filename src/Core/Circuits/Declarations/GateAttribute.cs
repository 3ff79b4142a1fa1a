namespace CutAwareQnn.Circuits;

/// <summary>Appends one gate of the gate table.</summary>
public sealed class GateAttribute : LayerAttribute
{
    /// <summary>Describes the gate.</summary>
    /// <param name="gate">
    /// Its OpenQASM name and its angles in radians, such as <c>cx</c>, <c>rzz(pi/4)</c> or <c>u(2*x[0], w[3], w)</c>: <c>x[i]</c> is
    /// feature i, <c>w[i]</c> weight i of the circuit, and a bare <c>w</c> the next weight that is not in use.
    /// </param>
    /// <param name="qubits">The qubits, as many as the gate has.</param>
    public GateAttribute(string gate, params int[] qubits)
    {
        Gate = gate;
        Qubits = qubits;
    }

    /// <summary>Its name and angles.</summary>
    public string Gate { get; }

    /// <summary>Its qubits.</summary>
    public int[] Qubits { get; }

    /// <inheritdoc/>
    public override Layer Layer =>
        new WrittenGate(Given.Text("Gate", "name", Gate), Given.List("Gate", "qubits", Qubits).ToEquatableArray());
}
