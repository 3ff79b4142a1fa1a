namespace CutAwareQnn.Cutting;

/// <summary>A set of qubits as bits.</summary>
internal sealed class QubitSet
{
    private readonly ulong[] _words;

    public QubitSet(IReadOnlyList<int> qubits)
    {
        _words = new ulong[(qubits.DefaultIfEmpty().Max() / 64) + 1];
        foreach (int qubit in qubits)
        {
            _words[qubit / 64] |= 1UL << (qubit % 64);
        }

        Count = qubits.Count;
    }

    private QubitSet(ulong[] words)
    {
        _words = words;
        Count = words.Sum(Ones);
    }

    public int Count { get; }

    public QubitSet Union(QubitSet other)
    {
        (ulong[] longer, ulong[] shorter) = _words.Length < other._words.Length ? (other._words, _words) : (_words, other._words);
        ulong[] words = [.. longer];
        for (int i = 0; i < shorter.Length; i++)
        {
            words[i] |= shorter[i];
        }

        return new(words);
    }

    /// <summary>Returns how many qubits the union has.</summary>
    public int UnionCount(QubitSet other)
    {
        int count = 0;
        for (int i = 0; i < Math.Max(_words.Length, other._words.Length); i++)
        {
            count += Ones((i < _words.Length ? _words[i] : 0) | (i < other._words.Length ? other._words[i] : 0));
        }

        return count;
    }

    private static int Ones(ulong bits)
    {
        bits -= (bits >> 1) & 0x5555555555555555UL;
        bits = (bits & 0x3333333333333333UL) + ((bits >> 2) & 0x3333333333333333UL);
        return (int)(unchecked(((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FUL) * 0x0101010101010101UL) >> 56);
    }
}
