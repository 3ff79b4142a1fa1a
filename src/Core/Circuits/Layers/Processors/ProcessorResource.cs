namespace CutAwareQnn.Circuits;

/// <summary>What the two processors of a <see cref="ProcessorQcnn"/> share while they run.</summary>
public enum ProcessorResource
{
    /// <summary>Nothing: every gate and every measured bit stays in its processor. Bell pairs may be shared before the circuit.</summary>
    None,

    /// <summary>Classical communication: every measured bit turns a qubit of the other processor.</summary>
    Classical,

    /// <summary>A quantum link: gates cross the border, as on one processor with all qubits.</summary>
    Quantum,

    /// <summary>One processor alone, with all qubits of the circuit.</summary>
    Single,
}
