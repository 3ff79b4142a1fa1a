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

    /// <summary>The gate, or null for a barrier or a reset.</summary>
    public GateDefinition? Gate { get; }

    /// <summary>Whether this is a reset, as some exporters write into the body of <c>initialize</c>.</summary>
    public bool IsReset { get; private set; }

    /// <summary>The gate's angles in the parameters of the definition.</summary>
    public Expression[] Angles { get; }

    /// <summary>Which arguments of the definition it acts on.</summary>
    public int[] Qubits { get; }

    public static GateCall Barrier(int[] qubits) => new(null, [], qubits);

    public static GateCall Reset(int[] qubits) => new(null, [], qubits) { IsReset = true };
}
