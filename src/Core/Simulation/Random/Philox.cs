namespace CutAwareQnn.Simulation;

/// <summary>Philox4x32-10: a bijection of 128-bit counters for each 64-bit key, whose values pass as random numbers.</summary>
/// <remarks>
/// Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, doi:10.1145/2063384.2063405, §3.3 and
/// table 2 (passes BigCrush). Ten rounds of two 32×32-bit multiplications, crossed and keyed; counters and keys need not be random.
/// </remarks>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // the golden ratio
    private const uint Weyl1 = 0xBB67AE85; // √3 - 1
    private const int RoundCount = 10;

    /// <summary>Computes one block of 128 random bits.</summary>
    /// <param name="key">Words 0 (low) and 1 of the key.</param>
    /// <param name="counterLow">Words 0 (low) and 1 of the counter.</param>
    /// <param name="counterHigh">Words 2 (low) and 3 of the counter.</param>
    /// <param name="low">Words 0 (low) and 1 of the block.</param>
    /// <param name="high">Words 2 (low) and 3 of the block.</param>
    public static void Block(ulong key, ulong counterLow, ulong counterHigh, out ulong low, out ulong high)
    {
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        uint x0 = (uint)counterLow, x1 = (uint)(counterLow >> 32);
        uint x2 = (uint)counterHigh, x3 = (uint)(counterHigh >> 32);
        for (int round = 0; round < RoundCount; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        low = x0 | ((ulong)x1 << 32);
        high = x2 | ((ulong)x3 << 32);
    }
}
