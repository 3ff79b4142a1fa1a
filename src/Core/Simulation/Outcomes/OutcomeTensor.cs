namespace CutAwareQnn.Simulation;

/// <summary>
/// The exact tensor of a fragment, resolved by the outcomes of some of its qubits: entry e of outcome x is the mean of the leg operation e
/// with the projector |x⟩⟨x| as observable. Summed over x it is the fragment's tensor of the identity.
/// </summary>
public sealed class OutcomeTensor
{
    /// <summary>Creates a tensor.</summary>
    /// <param name="qubits">The circuit's qubit that each bit of an outcome belongs to, bit 0 first.</param>
    /// <param name="entryCount">Product of the legs' dimensions.</param>
    /// <param name="values">[entry][outcome]; the last leg runs fastest among entries.</param>
    internal OutcomeTensor(int[] qubits, int entryCount, double[] values)
    {
        Qubits = qubits;
        EntryCount = entryCount;
        OutcomeCount = values.Length / entryCount;
        Values = values;
    }

    /// <summary>The circuit's qubit that each bit of an outcome belongs to, bit 0 first.</summary>
    public IReadOnlyList<int> Qubits { get; }

    /// <summary>Product of the legs' dimensions.</summary>
    public int EntryCount { get; }

    /// <summary>Number of outcomes, 2 to the number of qubits.</summary>
    public int OutcomeCount { get; }

    /// <summary>[entry][outcome].</summary>
    internal double[] Values { get; }

    /// <summary>Returns the entries of one name, by outcome.</summary>
    internal ReadOnlySpan<double> Row(int entry) => Values.AsSpan(entry * OutcomeCount, OutcomeCount);
}
