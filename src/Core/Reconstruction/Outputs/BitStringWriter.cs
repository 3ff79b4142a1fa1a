namespace CutAwareQnn.Reconstruction;

/// <summary>Writes the outcomes of all places of a sweep as one bit string.</summary>
internal sealed class BitStringWriter
{
    private readonly int[][] _positions;
    private readonly int _length;

    /// <summary>Prepares the strings.</summary>
    /// <param name="qubits">All resolved qubits, ascending.</param>
    /// <param name="qubitsOf">For every place the qubit of each bit of its outcomes.</param>
    public BitStringWriter(int[] qubits, IEnumerable<IReadOnlyList<int>> qubitsOf)
    {
        _length = qubits.Length;
        _positions = [.. qubitsOf.Select(own => own.Select(q => _length - 1 - Array.BinarySearch(qubits, q)).ToArray())];
    }

    /// <summary>Writes the string of one outcome per place.</summary>
    public string Write(ReadOnlySpan<int> outcomes)
    {
        Span<char> text = _length <= 256 ? stackalloc char[_length] : new char[_length];
        for (int place = 0; place < _positions.Length; place++)
        {
            int[] positions = _positions[place];
            for (int bit = 0; bit < positions.Length; bit++)
            {
                text[positions[bit]] = (outcomes[place] >> bit & 1) == 1 ? '1' : '0';
            }
        }

        return new(text);
    }
}
