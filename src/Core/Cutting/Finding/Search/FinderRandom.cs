namespace CutAwareQnn.Cutting;

/// <summary>Random numbers for tie-breaking: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), keyed by seed and restart.</summary>
internal sealed class FinderRandom(ulong seed, ulong stream)
{
    private ulong _state = Mix(seed + (0x9E3779B97F4A7C15UL * (stream + 1)));

    /// <summary>Draws a number in [0, 1).</summary>
    public double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Draws a number from 0 to <paramref name="count"/> - 1.</summary>
    public int Next(int count) => (int)(Next() * count);

    /// <summary>Returns the numbers 0 to <paramref name="count"/> - 1 in random order.</summary>
    public int[] Order(int count)
    {
        int[] order = Enumerable.Range(0, count).ToArray();
        for (int i = count - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }
}
