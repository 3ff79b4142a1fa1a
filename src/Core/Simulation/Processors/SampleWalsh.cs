using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Unscaled Hadamard transforms of eight samples at a time, <c>(a, b) ← (a + b, a - b)</c> along some positions. Three positions per sweep
/// over the state: it is larger than the first-level cache from eight positions on, and loads and stores cost more than sums.
/// </summary>
internal static class SampleWalsh
{
    /// <summary>Transforms numbers along the positions of a mask.</summary>
    /// <param name="source">2^n numbers of all samples; not changed.</param>
    /// <param name="target">Receives the result; may be <paramref name="source"/>.</param>
    /// <param name="positionCount">The number n of positions.</param>
    /// <param name="mask">The positions.</param>
    public static void Apply(double[] source, double[] target, int positionCount, int mask)
    {
        int length = SampleLanes.Count << positionCount;
        if (mask == 0 && source != target)
        {
            source.AsSpan(0, length).CopyTo(target);
            return;
        }

        ref double from = ref MemoryMarshal.GetArrayDataReference(source);
        ref double to = ref MemoryMarshal.GetArrayDataReference(target);
        while (mask != 0)
        {
            int first = Next(ref mask), second = Next(ref mask), third = Next(ref mask);
            if (third != 0)
            {
                Three(ref from, ref to, length, first, second, third);
            }
            else if (second != 0)
            {
                Two(ref from, ref to, length, first, second);
            }
            else
            {
                One(ref from, ref to, length, first);
            }

            from = ref to;
        }
    }

    // The stride of the lowest position left, in numbers; 0 for none.
    private static int Next(ref int mask)
    {
        int lowest = mask & -mask;
        mask ^= lowest;
        return SampleLanes.Count * lowest;
    }

    private static void One(ref double from, ref double to, int length, int s)
    {
        for (int block = 0; block < length; block += 2 * s)
        {
            for (int i = block; i < block + s; i += SampleLanes.Count)
            {
                Lane a = Load(ref from, i), b = Load(ref from, i + s);
                Store(ref to, i, a + b);
                Store(ref to, i + s, a - b);
            }
        }
    }

    private static void Two(ref double from, ref double to, int length, int s, int t)
    {
        for (int outer = 0; outer < length; outer += 2 * t)
        {
            for (int block = outer; block < outer + t; block += 2 * s)
            {
                for (int i = block; i < block + s; i += SampleLanes.Count)
                {
                    Lane a = Load(ref from, i), b = Load(ref from, i + s), c = Load(ref from, i + t), d = Load(ref from, i + s + t);
                    (a, b, c, d) = (a + b, a - b, c + d, c - d);
                    Store(ref to, i, a + c);
                    Store(ref to, i + s, b + d);
                    Store(ref to, i + t, a - c);
                    Store(ref to, i + s + t, b - d);
                }
            }
        }
    }

    private static void Three(ref double from, ref double to, int length, int s, int t, int u)
    {
        for (int top = 0; top < length; top += 2 * u)
        {
            for (int outer = top; outer < top + u; outer += 2 * t)
            {
                for (int block = outer; block < outer + t; block += 2 * s)
                {
                    for (int i = block; i < block + s; i += SampleLanes.Count)
                    {
                        Lane a = Load(ref from, i), b = Load(ref from, i + s), c = Load(ref from, i + t), d = Load(ref from, i + s + t);
                        Lane e = Load(ref from, i + u), f = Load(ref from, i + s + u);
                        Lane g = Load(ref from, i + t + u), h = Load(ref from, i + s + t + u);
                        (a, b, c, d) = (a + b, a - b, c + d, c - d);
                        (e, f, g, h) = (e + f, e - f, g + h, g - h);
                        (a, b, c, d) = (a + c, b + d, a - c, b - d);
                        (e, f, g, h) = (e + g, f + h, e - g, f - h);
                        Store(ref to, i, a + e);
                        Store(ref to, i + s, b + f);
                        Store(ref to, i + t, c + g);
                        Store(ref to, i + s + t, d + h);
                        Store(ref to, i + u, a - e);
                        Store(ref to, i + s + u, b - f);
                        Store(ref to, i + t + u, c - g);
                        Store(ref to, i + s + t + u, d - h);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Load(ref double values, int index) => Vector512.LoadUnsafe(ref values, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double values, int index, Lane value) => value.StoreUnsafe(ref values, (nuint)index);
}
