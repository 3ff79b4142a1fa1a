namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A step of a gate's body.</summary>
internal sealed class GateCall
{
    public GateCall(GateDefinition? gate, Expression[] angles, int[] qubits)
    {
        Gate = gate;
        Angles = angles;
        Qubits = qubits;
    }

    /// <summary>The gate, or null for a barrier.</summary>
    public GateDefinition? Gate { get; }

    /// <summary>The gate's angles in the parameters of the definition.</summary>
    public Expression[] Angles { get; }

    /// <summary>Which arguments of the definition it acts on.</summary>
    public int[] Qubits { get; }
}
