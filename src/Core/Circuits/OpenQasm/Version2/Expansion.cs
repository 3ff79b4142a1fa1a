namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Replaces gates by their definitions until only rows of the gate table are left.</summary>
internal static class Expansion
{
    /// <summary>Qubit arguments that a program may expand to; keeps short programs from filling the memory.</summary>
    public const long LargestSize = 10_000_000;

    /// <summary>Definitions in each other, hence frames of the stack.</summary>
    public const int DeepestNesting = 256;

    /// <summary>Gives the sink what the gate means; arrays are new, or the caller's where the gate is a row.</summary>
    public static void Expand(GateDefinition gate, double[] angles, int[] qubits, IExpansionSink sink)
    {
        if (gate.Row is not null)
        {
            sink.AddGate(gate.Row, angles, qubits);
            return;
        }

        foreach (GateCall call in gate.Body!)
        {
            int[] targets = Array.ConvertAll(call.Qubits, q => qubits[q]);
            if (call.IsReset)
            {
                sink.AddReset(targets);
            }
            else if (call.Gate is null)
            {
                sink.AddBarrier(targets);
            }
            else
            {
                Expand(call.Gate, Array.ConvertAll(call.Angles, a => a.Evaluate(angles)), targets, sink);
            }
        }
    }
}
