using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>A matrix on a few qubits, where all control qubits are 1.</summary>
/// <remarks>
/// The loops are compiled fully at once (AggressiveOptimization): the first gate of a large state already runs them millions of times, and
/// replacing code within a loop left them up to ten times slower.
/// </remarks>
internal static class MatrixKernel
{
    /// <summary>The largest number of qubits: 2^5 columns are what the scratch holds.</summary>
    public const int MaxQubits = 5;

    private interface IColumns
    {
        static abstract int Count { get; }
    }

    private interface IFlag
    {
        static abstract bool IsSet { get; }
    }

    /// <summary>Applies a matrix in place.</summary>
    /// <param name="re">Real parts; as long as the state afterwards.</param>
    /// <param name="im">Imaginary parts; empty for a real state, which takes real matrices only.</param>
    /// <param name="length">Amplitudes of the state without the qubits that are fixed in the layout.</param>
    /// <param name="layout">The matrix's qubits.</param>
    /// <param name="coefficients">The matrix's entries, as the layout spreads them.</param>
    /// <param name="isReal">Whether the coefficients have no imaginary parts.</param>
    public static void Apply(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients, bool isReal)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(re, im, length, layout, coefficients, isReal);
        }
        else
        {
            Apply<Lanes256>(re, im, length, layout, coefficients, isReal);
        }
    }

    /// <summary>Applies a matrix at a given width.</summary>
    public static void Apply<T>(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients, bool isReal)
        where T : unmanaged, ILanes<T>
    {
        switch (layout.ColumnCount)
        {
            case 1:
                Apply<T, One>(re, im, length, layout, coefficients, isReal);
                break;
            case 2:
                Apply<T, Two>(re, im, length, layout, coefficients, isReal);
                break;
            case 4:
                Apply<T, Four>(re, im, length, layout, coefficients, isReal);
                break;
            default:
                Many<T>(re, im, length, layout, coefficients, isReal);
                break;
        }
    }

    private static void Apply<T, TColumns>(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients, bool isReal)
        where T : unmanaged, ILanes<T>
        where TColumns : struct, IColumns
    {
        switch (isReal, layout.ColumnPatterns.Length > 0)
        {
            case (false, false):
                Complex<T, TColumns, No>(re, im, length, layout, coefficients);
                break;
            case (false, true):
                Complex<T, TColumns, Yes>(re, im, length, layout, coefficients);
                break;
            case (true, false):
                Real<T, TColumns, No>(re, im, length, layout, coefficients);
                break;
            default:
                Real<T, TColumns, Yes>(re, im, length, layout, coefficients);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Complex<T, TColumns, TPermuted>(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients)
        where T : unmanaged, ILanes<T>
        where TColumns : struct, IColumns
        where TPermuted : struct, IFlag
    {
        // x_r ← Σ_c (C_rc x_c - D_rc y_c)     y_r ← Σ_c (C_rc y_c + D_rc x_c)     of the amplitudes x + iy with the entries C + iD
        ref double x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        ref double entries = ref MemoryMarshal.GetReference(coefficients);
        ReadOnlySpan<int> rows = layout.RowOffsets;
        var columns = new Columns<T, TColumns, TPermuted>(layout);
        int groups = layout.GroupCount(length);
        for (int group = 0; group < groups; group++)
        {
            nint start = layout.Start(group);
            columns.Load(ref x, start, out T x0, out T x1, out T x2, out T x3);
            columns.Load(ref y, start, out T y0, out T y1, out T y2, out T y3);
            nint next = 0;
            for (int r = 0; r < rows.Length; r++)
            {
                T c = T.Load(ref entries, next), d = T.Load(ref entries, next + Lanes.Count);
                T sx = T.NegatedMultiplyAdd(d, y0, T.Multiply(c, x0)), sy = T.MultiplyAdd(d, x0, T.Multiply(c, y0));
                if (TColumns.Count > 1)
                {
                    Accumulate(ref entries, next + (2 * Lanes.Count), x1, y1, ref sx, ref sy);
                }

                if (TColumns.Count > 2)
                {
                    Accumulate(ref entries, next + (4 * Lanes.Count), x2, y2, ref sx, ref sy);
                    Accumulate(ref entries, next + (6 * Lanes.Count), x3, y3, ref sx, ref sy);
                }

                next += 2 * Lanes.Count * TColumns.Count;
                T.Store(sx, ref x, start + rows[r]);
                T.Store(sy, ref y, start + rows[r]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Real<T, TColumns, TPermuted>(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients)
        where T : unmanaged, ILanes<T>
        where TColumns : struct, IColumns
        where TPermuted : struct, IFlag
    {
        // x_r ← Σ_c C_rc x_c     y_r ← Σ_c C_rc y_c     of real and imaginary parts, or of two groups at a time of a real state;
        // where there is only one group, it is computed twice and stored twice.
        bool isRealState = im.IsEmpty;
        ref double x = ref MemoryMarshal.GetReference(re);
        ref double y = ref isRealState ? ref x : ref MemoryMarshal.GetReference(im);
        ref double entries = ref MemoryMarshal.GetReference(coefficients);
        ReadOnlySpan<int> rows = layout.RowOffsets;
        var columns = new Columns<T, TColumns, TPermuted>(layout);
        int groups = layout.GroupCount(length);
        int step = isRealState ? 2 : 1;
        int toSecond = isRealState && groups > 1 ? 1 : 0;
        for (int group = 0; group < groups; group += step)
        {
            nint start = layout.Start(group), second = layout.Start(group + toSecond);
            columns.Load(ref x, start, out T x0, out T x1, out T x2, out T x3);
            columns.Load(ref y, second, out T y0, out T y1, out T y2, out T y3);
            nint next = 0;
            for (int r = 0; r < rows.Length; r++)
            {
                T c = T.Load(ref entries, next);
                T sx = T.Multiply(c, x0), sy = T.Multiply(c, y0);
                if (TColumns.Count > 1)
                {
                    c = T.Load(ref entries, next + Lanes.Count);
                    sx = T.MultiplyAdd(c, x1, sx);
                    sy = T.MultiplyAdd(c, y1, sy);
                }

                if (TColumns.Count > 2)
                {
                    c = T.Load(ref entries, next + (2 * Lanes.Count));
                    sx = T.MultiplyAdd(c, x2, sx);
                    sy = T.MultiplyAdd(c, y2, sy);
                    c = T.Load(ref entries, next + (3 * Lanes.Count));
                    sx = T.MultiplyAdd(c, x3, sx);
                    sy = T.MultiplyAdd(c, y3, sy);
                }

                next += Lanes.Count * TColumns.Count;
                T.Store(sx, ref x, start + rows[r]);
                T.Store(sy, ref y, second + rows[r]);
            }
        }
    }

    // Any number of columns; real matrices of more than two qubits are rare.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Many<T>(
        Span<double> re, Span<double> im, int length, MatrixLayout layout, ReadOnlySpan<double> coefficients, bool isReal)
        where T : unmanaged, ILanes<T>
    {
        bool isRealState = im.IsEmpty;
        ref double x = ref MemoryMarshal.GetReference(re);
        ref double y = ref isRealState ? ref x : ref MemoryMarshal.GetReference(im);
        ref double entries = ref MemoryMarshal.GetReference(coefficients);
        ReadOnlySpan<int> rows = layout.RowOffsets, offsets = layout.ColumnOffsets;
        double[] patterns = layout.ColumnPatterns;
        Span<T> xs = stackalloc T[1 << MaxQubits], ys = stackalloc T[1 << MaxQubits];
        int groups = layout.GroupCount(length);
        for (int group = 0; group < groups; group++)
        {
            nint start = layout.Start(group);
            for (int c = 0; c < offsets.Length; c++)
            {
                xs[c] = T.Load(ref x, start + offsets[c]);
                ys[c] = T.Load(ref y, start + offsets[c]);
                if (patterns.Length > 0)
                {
                    T pattern = T.Load(ref patterns[0], c * Lanes.Count);
                    xs[c] = T.Permute(xs[c], pattern);
                    ys[c] = T.Permute(ys[c], pattern);
                }
            }

            nint next = 0;
            for (int r = 0; r < rows.Length; r++)
            {
                T sx = T.Broadcast(0), sy = T.Broadcast(0);
                for (int c = 0; c < offsets.Length; c++, next += (isReal ? 1 : 2) * Lanes.Count)
                {
                    if (isReal)
                    {
                        T entry = T.Load(ref entries, next);
                        sx = T.MultiplyAdd(entry, xs[c], sx);
                        sy = T.MultiplyAdd(entry, ys[c], sy);
                    }
                    else
                    {
                        Accumulate(ref entries, next, xs[c], ys[c], ref sx, ref sy);
                    }
                }

                T.Store(sx, ref x, start + rows[r]);
                if (!isRealState)
                {
                    T.Store(sy, ref y, start + rows[r]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<T>(ref double entries, nint next, T x, T y, ref T sx, ref T sy)
        where T : unmanaged, ILanes<T>
    {
        T c = T.Load(ref entries, next), d = T.Load(ref entries, next + Lanes.Count);
        sx = T.NegatedMultiplyAdd(d, y, T.MultiplyAdd(c, x, sx));
        sy = T.MultiplyAdd(d, x, T.MultiplyAdd(c, y, sy));
    }

    private readonly struct One : IColumns
    {
        public static int Count => 1;
    }

    private readonly struct Two : IColumns
    {
        public static int Count => 2;
    }

    private readonly struct Four : IColumns
    {
        public static int Count => 4;
    }

    private readonly struct Yes : IFlag
    {
        public static bool IsSet => true;
    }

    private readonly struct No : IFlag
    {
        public static bool IsSet => false;
    }

    // Up to four columns of a group; what is not there is not read.
    private readonly ref struct Columns<T, TColumns, TPermuted>
        where T : unmanaged, ILanes<T>
        where TColumns : struct, IColumns
        where TPermuted : struct, IFlag
    {
        private readonly nint _offset1;
        private readonly nint _offset2;
        private readonly nint _offset3;
        private readonly T _pattern0;
        private readonly T _pattern1;
        private readonly T _pattern2;
        private readonly T _pattern3;

        public Columns(MatrixLayout layout)
        {
            _offset1 = TColumns.Count > 1 ? layout.ColumnOffsets[1] : 0;
            _offset2 = TColumns.Count > 2 ? layout.ColumnOffsets[2] : 0;
            _offset3 = TColumns.Count > 2 ? layout.ColumnOffsets[3] : 0;
            if (TPermuted.IsSet)
            {
                ref double patterns = ref layout.ColumnPatterns[0];
                _pattern0 = T.Load(ref patterns, 0);
                _pattern1 = TColumns.Count > 1 ? T.Load(ref patterns, Lanes.Count) : default;
                _pattern2 = TColumns.Count > 2 ? T.Load(ref patterns, 2 * Lanes.Count) : default;
                _pattern3 = TColumns.Count > 2 ? T.Load(ref patterns, 3 * Lanes.Count) : default;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(ref double origin, nint start, out T v0, out T v1, out T v2, out T v3)
        {
            v0 = Column(ref origin, start, _pattern0);
            v1 = TColumns.Count > 1 ? Column(ref origin, start + _offset1, _pattern1) : default;
            v2 = TColumns.Count > 2 ? Column(ref origin, start + _offset2, _pattern2) : default;
            v3 = TColumns.Count > 2 ? Column(ref origin, start + _offset3, _pattern3) : default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Column(ref double origin, nint index, T pattern)
        {
            T v = T.Load(ref origin, index);
            return TPermuted.IsSet ? T.Permute(v, pattern) : v;
        }
    }
}
