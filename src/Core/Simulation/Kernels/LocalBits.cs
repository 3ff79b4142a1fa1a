namespace CutAwareQnn.Simulation;

/// <summary>Between a gate's own index (its first qubit the least significant bit) and the state's.</summary>
internal static class LocalBits
{
    /// <summary>The state's index bits that a gate's index stands for.</summary>
    public static int Spread(int local, ReadOnlySpan<int> qubits)
    {
        int index = 0;
        for (int k = 0; k < qubits.Length; k++)
        {
            index |= (local >> k & 1) << qubits[k];
        }

        return index;
    }

    /// <summary>The gate's index that a state's index reads; of a lane number, the part that lies in the vector.</summary>
    public static int Gather(int index, ReadOnlySpan<int> qubits)
    {
        int local = 0;
        for (int k = 0; k < qubits.Length; k++)
        {
            local |= (index >> qubits[k] & 1) << k;
        }

        return local;
    }
}
