namespace CutAwareQnn.Reference;

/// <summary>Where a list of qubits sits in the index of an n-qubit basis state.</summary>
internal static class LocalIndex
{
    /// <summary>Returns the bits of <paramref name="index"/> at the given qubits; the first qubit becomes bit 0.</summary>
    public static int Of(int index, int[] qubits)
    {
        int local = 0;
        for (int k = 0; k < qubits.Length; k++)
            local |= ((index >> qubits[k]) & 1) << k;
        return local;
    }

    /// <summary>Returns the index with its bits at the given qubits replaced by those of <paramref name="local"/>.</summary>
    public static int With(int index, int[] qubits, int local)
    {
        for (int k = 0; k < qubits.Length; k++)
            index = (index & ~(1 << qubits[k])) | (((local >> k) & 1) << qubits[k]);
        return index;
    }

    /// <summary>Returns the index with zeros at the given qubits: equal for two indices that differ there only.</summary>
    public static int Rest(int index, int[] qubits) => With(index, qubits, 0);

    public static void Require(int qubitCount, int dimension, int[] qubits)
    {
        if (dimension != 1 << qubits.Length)
            throw new ArgumentException($"an operator of dimension {dimension} was given {qubits.Length} qubits", nameof(qubits));
        if (qubits.Distinct().Count() != qubits.Length || qubits.Any(q => q < 0 || q >= qubitCount))
        {
            throw new ArgumentException(
                $"qubits {string.Join(',', qubits)} must be distinct and within 0..{qubitCount - 1}", nameof(qubits));
        }
    }
}
