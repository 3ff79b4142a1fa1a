namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Takes the rows of the gate table, and the barriers, that a gate's definition comes down to.</summary>
internal interface IExpansionSink
{
    /// <summary>Takes a gate; the angles may be any doubles.</summary>
    void AddGate(Gate gate, double[] angles, int[] qubits);

    /// <summary>Takes a barrier.</summary>
    void AddBarrier(int[] qubits);

    /// <summary>Takes resets.</summary>
    void AddReset(int[] qubits);
}
