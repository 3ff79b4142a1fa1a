namespace CutAwareQnn.Simulation;

/// <summary>Translates between a gate's own index, its first qubit the least significant bit, and the state's.</summary>
internal static class LocalBits
{
    /// <summary>Returns the state's index with the bits of a gate's index at the gate's qubits, 0 elsewhere.</summary>
    public static int Spread(int local, ReadOnlySpan<int> qubits)
    {
        int index = 0;
        for (int k = 0; k < qubits.Length; k++)
        {
            index |= (local >> k & 1) << qubits[k];
        }

        return index;
    }

    /// <summary>
    /// Returns the gate's index that a state's index spells at the gate's qubits; of the number of a lane, the part in the vector.
    /// </summary>
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
