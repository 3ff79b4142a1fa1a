using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>A diagonal matrix on any qubits.</summary>
internal static class DiagonalKernel
{
    /// <summary>Multiplies the amplitudes of a tile in place.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts; empty for a real state, which takes real diagonals only.</param>
    /// <param name="layout">The diagonal's qubits.</param>
    /// <param name="stateIndex">An index of the state inside the tile.</param>
    /// <param name="coefficients">The factors, as the layout spreads them.</param>
    /// <param name="isReal">Whether the factors have no imaginary parts.</param>
    public static void Apply(
        Span<double> re, Span<double> im, DiagonalLayout layout, int stateIndex, ReadOnlySpan<double> coefficients, bool isReal)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(re, im, layout, stateIndex, coefficients, isReal);
        }
        else
        {
            Apply<Lanes256>(re, im, layout, stateIndex, coefficients, isReal);
        }
    }

    /// <summary>Applies the matrix at a given width.</summary>
    public static void Apply<T>(
        Span<double> re, Span<double> im, DiagonalLayout layout, int stateIndex, ReadOnlySpan<double> coefficients, bool isReal)
        where T : unmanaged, ILanes<T>
    {
        ReadOnlySpan<double> own = coefficients[(layout.First(stateIndex) * Lanes.Count * (isReal ? 1 : 2))..];
        if (!isReal)
        {
            Complex<T>(re, im, layout, own);
            return;
        }

        Real<T>(re, layout, own);
        if (!im.IsEmpty)
        {
            Real<T>(im, layout, own);
        }
    }

    /// <summary>Adds <c>Σ conj(bra[i])·ket[i]</c> over the indices i with each reading of a diagonal's qubits.</summary>
    /// <param name="result">Receives one number per entry of the diagonal.</param>
    public static void AddTransition(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        DiagonalLayout layout, int stateIndex, Span<Complex> result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddTransition<Lanes512>(braRe, braIm, ketRe, ketIm, layout, stateIndex, result);
        }
        else
        {
            AddTransition<Lanes256>(braRe, braIm, ketRe, ketIm, layout, stateIndex, result);
        }
    }

    /// <summary>Adds the transition at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTransition<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        DiagonalLayout layout, int stateIndex, Span<Complex> result)
        where T : unmanaged, ILanes<T>
    {
        ref double bx = ref MemoryMarshal.GetReference(braRe), by = ref MemoryMarshal.GetReference(braIm);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        bool isRealState = ketIm.IsEmpty;
        Span<T> sums = stackalloc T[2 * layout.VectorCount];
        sums.Fill(T.Broadcast(0));
        int[] run = layout.Run;
        for (int i = 0; i < ketRe.Length;)
        {
            int above = layout.Above(i);
            for (int v = 0; v < run.Length && i < ketRe.Length; v++, i += Lanes.Count)
            {
                int sum = 2 * (above + run[v]);
                T x = T.Load(ref bx, i), kxi = T.Load(ref kx, i);
                sums[sum] = T.MultiplyAdd(x, kxi, sums[sum]);
                if (!isRealState)
                {
                    T y = T.Load(ref by, i), kyi = T.Load(ref ky, i);
                    sums[sum] = T.MultiplyAdd(y, kyi, sums[sum]);
                    sums[sum + 1] = T.NegatedMultiplyAdd(y, kxi, T.MultiplyAdd(x, kyi, sums[sum + 1]));
                }
            }
        }

        int first = layout.First(stateIndex);
        Span<double> re = stackalloc double[Lanes.Count], im = stackalloc double[Lanes.Count];
        for (int vector = 0; vector < layout.VectorCount; vector++)
        {
            T.Store(sums[2 * vector], ref re[0], 0);
            T.Store(sums[(2 * vector) + 1], ref im[0], 0);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                result[layout.Source(first + vector, lane)] += new Complex(re[lane], im[lane]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Complex<T>(Span<double> re, Span<double> im, DiagonalLayout layout, ReadOnlySpan<double> factors)
        where T : unmanaged, ILanes<T>
    {
        // x + iy ← (c + id)(x + iy) with the factor that the index's bits at the qubits select
        ref double x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        ref double f = ref MemoryMarshal.GetReference(factors);
        int[] run = layout.Run;
        for (int i = 0; i < re.Length;)
        {
            int above = layout.Above(i);
            for (int v = 0; v < run.Length && i < re.Length; v++, i += Lanes.Count)
            {
                nint factor = (above + run[v]) * 2 * Lanes.Count;
                T c = T.Load(ref f, factor), d = T.Load(ref f, factor + Lanes.Count);
                T a = T.Load(ref x, i), b = T.Load(ref y, i);
                T.Store(T.NegatedMultiplyAdd(d, b, T.Multiply(c, a)), ref x, i);
                T.Store(T.MultiplyAdd(d, a, T.Multiply(c, b)), ref y, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Real<T>(Span<double> values, DiagonalLayout layout, ReadOnlySpan<double> factors)
        where T : unmanaged, ILanes<T>
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        ref double f = ref MemoryMarshal.GetReference(factors);
        int[] run = layout.Run;
        for (int i = 0; i < values.Length;)
        {
            int above = layout.Above(i);
            for (int v = 0; v < run.Length && i < values.Length; v++, i += Lanes.Count)
            {
                T.Store(T.Multiply(T.Load(ref f, (above + run[v]) * Lanes.Count), T.Load(ref x, i)), ref x, i);
            }
        }
    }
}
