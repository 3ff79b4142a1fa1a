namespace CutAwareQnn.Unit.Circuits;

/// <summary>Arguments at which elementary functions go wrong, and seeded ones at which they should not.</summary>
internal static class Arguments
{
    /// <summary>
    /// Signed zeros, the smallest, largest and boundary doubles: every path of a reduction, from both sides. 6381956970095103·2^797
    /// is the double closest to a multiple of π/2, by 2^-61 (Muller, "Elementary Functions", 2nd ed., §9.3.2).
    /// </summary>
    public static readonly double[] Special =
    [
        0.0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, 1e-300, 1e-20, -1e-9, 1e-5,
        0.5, 0.67434, 0.6744, 0.785398163397448, Math.PI / 4, 0.7853981633974484, 1, -1, Math.PI / 2, Math.PI, -Math.PI, 3 * Math.PI / 2,
        2 * Math.PI, 22, 1e3, 1e5, 1048575.9999999999, 1048576, 1048576.0000000002, 1e9, 1e15, 9007199254740992, 1e16, 1e22, 1e100, 1e300,
        Math.ScaleB(6381956970095103, 797), double.MaxValue, -double.MaxValue,
    ];

    /// <summary>Draws numbers uniform in [-bound, bound].</summary>
    public static IEnumerable<double> Uniform(int seed, int count, double bound)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++) yield return ((2 * random.NextDouble()) - 1) * bound;
    }

    /// <summary>Returns any finite doubles: uniform in their bits, so in their exponents.</summary>
    public static IEnumerable<double> AnyFinite(int seed, int count)
    {
        Random random = new(seed);
        for (int i = 0; i < count;)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            i++;
            yield return value;
        }
    }

    /// <summary>Returns the doubles nearest to multiples of π/4 below the bound, and their neighbours.</summary>
    public static IEnumerable<double> NearQuarterTurns(int seed, int count, long bound)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            double angle = (i < 64 ? i : random.NextInt64(bound)) * (Math.PI / 4);
            yield return angle;
            yield return Math.BitIncrement(angle);
            yield return Math.BitDecrement(angle);
        }
    }
}
