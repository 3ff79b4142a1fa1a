namespace CutAwareQnn.Simulation;

/// <summary>Constant vectors that depend on the number of a lane.</summary>
internal static class LanePattern
{
    // [xor pattern][lane]: the lane that differs in the bits of the pattern.
    private static readonly double[] Partners = Table((bits, lane) => BitConverter.Int64BitsToDouble(lane ^ bits));

    // [mask][lane]: -0.0 where the lane has an odd number of the mask's bits.
    private static readonly double[] OddSigns = Table((bits, lane) => int.IsOddInteger(int.PopCount(lane & bits)) ? -0.0 : 0.0);

    /// <summary>Returns the permutation that takes lane <c>j ^ bits</c> to lane j.</summary>
    public static T Partner<T>(int bits)
        where T : unmanaged, ILanes<T> => T.Load(ref Partners[0], (bits & Lanes.LowBits) * Lanes.Count);

    /// <summary>Returns -0.0 in the lanes j with an odd parity of <c>j &amp; bits</c>, 0.0 in the others.</summary>
    public static T Signs<T>(int bits)
        where T : unmanaged, ILanes<T> => T.Load(ref OddSigns[0], (bits & Lanes.LowBits) * Lanes.Count);

    /// <summary>Returns all bits set in the lanes j with <c>(j &amp; bits) == value</c>, no bits in the others.</summary>
    public static T Where<T>(int bits, int value)
        where T : unmanaged, ILanes<T>
    {
        Span<double> mask = stackalloc double[Lanes.Count];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            mask[lane] = (lane & bits) == value ? BitConverter.Int64BitsToDouble(-1) : 0;
        }

        return T.Load(ref mask[0], 0);
    }

    private static double[] Table(Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, Lanes.Count * Lanes.Count).Select(i => entry(i / Lanes.Count, i % Lanes.Count))];
}
