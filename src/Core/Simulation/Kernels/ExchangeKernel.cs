using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>Exchanges pairs of amplitudes: X, SWAP and their controlled forms.</summary>
internal static class ExchangeKernel
{
    /// <summary>Exchanges in place.</summary>
    /// <param name="values">Real or imaginary parts.</param>
    /// <param name="layout">The pairs.</param>
    public static void Apply(Span<double> values, ExchangeLayout layout)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(values, layout);
        }
        else
        {
            Apply<Lanes256>(values, layout);
        }
    }

    /// <summary>Applies the exchange at a given width.</summary>
    public static void Apply<T>(Span<double> values, ExchangeLayout layout)
        where T : unmanaged, ILanes<T>
    {
        if (layout.Across == 0)
        {
            Within<T>(values, layout);
        }
        else if (layout.FirstMask == 0)
        {
            Whole<T>(values, layout);
        }
        else
        {
            Across<T>(values, layout);
        }
    }

    // Both of a pair in one vector: a choice of lanes between it and its permuted self.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Within<T>(Span<double> values, ExchangeLayout layout)
        where T : unmanaged, ILanes<T>
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        T pattern = LanePattern.Partner<T>(layout.InLane);
        T first = LanePattern.Where<T>(layout.FirstMask, layout.FirstValue), second = LanePattern.Where<T>(
            layout.SecondMask, layout.SecondValue);
        int count = layout.Count(values.Length);
        for (int vector = 0; vector < count; vector++)
        {
            int i = layout.Start(vector);
            T v = T.Load(ref x, i), exchanged = T.Permute(v, pattern);
            T.Store(T.Select(first, exchanged, T.Select(second, exchanged, v)), ref x, i);
        }
    }

    // Whole vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole<T>(Span<double> values, ExchangeLayout layout)
        where T : unmanaged, ILanes<T>
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        int count = layout.Count(values.Length);
        for (int vector = 0; vector < count; vector++)
        {
            int i = layout.Start(vector), j = i ^ layout.Across;
            T a = T.Load(ref x, i), b = T.Load(ref x, j);
            T.Store(b, ref x, i);
            T.Store(a, ref x, j);
        }
    }

    // Lanes of two vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Across<T>(Span<double> values, ExchangeLayout layout)
        where T : unmanaged, ILanes<T>
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        T pattern = LanePattern.Partner<T>(layout.InLane);
        T first = LanePattern.Where<T>(layout.FirstMask, layout.FirstValue), second = LanePattern.Where<T>(
            layout.SecondMask, layout.SecondValue);
        int count = layout.Count(values.Length);
        for (int vector = 0; vector < count; vector++)
        {
            int i = layout.Start(vector), j = i ^ layout.Across;
            T a = T.Load(ref x, i), b = T.Load(ref x, j);
            T.Store(T.Select(first, T.Permute(b, pattern), a), ref x, i);
            T.Store(T.Select(second, T.Permute(a, pattern), b), ref x, j);
        }
    }
}
