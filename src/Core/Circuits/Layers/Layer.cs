namespace CutAwareQnn.Circuits;

/// <summary>A named block of gates over all qubits of a circuit: a feature map or an ansatz.</summary>
public abstract record Layer
{
    /// <summary>Appends the gates; features count from 0, weights follow those already used.</summary>
    public abstract void AppendTo(CircuitBuilder circuit);
}
