namespace CutAwareQnn.Simulation;

/// <summary>Facts about lanes that all widths share.</summary>
internal static class Lanes
{
    /// <summary>Numbers per vector.</summary>
    public const int Count = 8;

    /// <summary>Index bits inside a vector.</summary>
    public const int LogCount = 3;

    /// <summary>The mask of these bits.</summary>
    public const int LowBits = Count - 1;

    /// <summary>Returns the length of the arrays of a state: at least one vector, the missing amplitudes at 0.</summary>
    public static int PaddedLength(int qubitCount) => Math.Max(1 << qubitCount, Count);

    /// <summary>Returns the sum of the lanes, always ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)).</summary>
    public static double Sum<T>(T lanes)
        where T : unmanaged, ILanes<T>
    {
        Span<double> v = stackalloc double[Count];
        T.Store(lanes, ref v[0], 0);
        return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
    }
}
