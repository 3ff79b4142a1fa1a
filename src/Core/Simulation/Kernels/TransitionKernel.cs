using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>The matrix of two states on a few qubits, all others traced out.</summary>
internal static class TransitionKernel
{
    // Groups whose amplitudes stay in the first cache while the rows go over them.
    private const int GroupsPerRound = 32;

    /// <summary>
    /// Adds <c>R[r, c] = Σ conj(bra[r])·ket[c]</c> over the groups of a layout: ⟨bra|M|ket⟩ = Σ M[r, c] R[r, c] for a matrix M so laid out.
    /// </summary>
    /// <param name="braRe">Real parts of the bra, which has all rows of the layout.</param>
    /// <param name="braIm">Imaginary parts; empty for real states.</param>
    /// <param name="ketRe">Real parts of the ket, which has all columns.</param>
    /// <param name="ketIm">Imaginary parts; empty for real states.</param>
    /// <param name="length">Amplitudes without the qubits that are fixed in the layout.</param>
    /// <param name="layout">The qubits; where a control is 0 nothing is added.</param>
    /// <param name="result">Receives rows × columns, row by row.</param>
    public static void Add(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int length, MatrixLayout layout, Span<Complex> result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<Lanes512>(braRe, braIm, ketRe, ketIm, length, layout, result);
        }
        else
        {
            Add<Lanes256>(braRe, braIm, ketRe, ketIm, length, layout, result);
        }
    }

    /// <summary>Adds the transition at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int length, MatrixLayout layout, Span<Complex> result)
        where T : unmanaged, ILanes<T>
    {
        int columns = layout.ColumnCount;
        Span<T> sums = stackalloc T[2 * layout.VectorRows.Length * columns];
        sums.Fill(T.Broadcast(0));
        int groups = layout.GroupCount(length);
        for (int first = 0; first < groups; first += GroupsPerRound)
        {
            int end = Math.Min(groups, first + GroupsPerRound);
            for (int v = 0; v < layout.VectorRows.Length; v++)
            {
                for (int c = 0; c < columns; c += 2)
                {
                    Span<T> own = sums.Slice(2 * ((v * columns) + c), columns - c == 1 ? 2 : 4);
                    if (ketIm.IsEmpty)
                    {
                        AddReal(braRe, ketRe, first, end, layout, v, c, own);
                    }
                    else
                    {
                        AddComplex(braRe, braIm, ketRe, ketIm, first, end, layout, v, c, own);
                    }
                }
            }
        }

        Fold(sums, layout, result);
    }

    // Two columns of one row: what the kernel loads of the bra serves both.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddComplex<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int first, int end, MatrixLayout layout, int vectorRow, int column, Span<T> sums)
        where T : unmanaged, ILanes<T>
    {
        // Re += bx·kx + by·ky     Im += bx·ky - by·kx     for conj(bx + i by)·(kx + i ky)
        ref double bx = ref MemoryMarshal.GetReference(braRe), by = ref MemoryMarshal.GetReference(braIm);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        bool isPair = sums.Length == 4, isPermuted = layout.ColumnPatterns.Length > 0;
        int toRow = layout.RowOffsets[vectorRow];
        int toColumn = layout.ColumnOffsets[column], toNext = isPair ? layout.ColumnOffsets[column + 1] : toColumn;
        T pattern = Pattern<T>(layout, column), nextPattern = Pattern<T>(layout, isPair ? column + 1 : column);
        T re = sums[0], im = sums[1], nextRe = isPair ? sums[2] : default, nextIm = isPair ? sums[3] : default;
        for (int group = first; group < end; group++)
        {
            nint start = layout.Start(group);
            T rx = T.Load(ref bx, start + toRow), ry = T.Load(ref by, start + toRow);
            T cx = T.Load(ref kx, start + toColumn), cy = T.Load(ref ky, start + toColumn);
            T nx = T.Load(ref kx, start + toNext), ny = T.Load(ref ky, start + toNext);
            if (isPermuted)
            {
                (cx, cy, nx, ny) = (T.Permute(cx, pattern), T.Permute(cy, pattern), T.Permute(nx, nextPattern), T.Permute(ny, nextPattern));
            }

            re = T.MultiplyAdd(ry, cy, T.MultiplyAdd(rx, cx, re));
            im = T.NegatedMultiplyAdd(ry, cx, T.MultiplyAdd(rx, cy, im));
            nextRe = T.MultiplyAdd(ry, ny, T.MultiplyAdd(rx, nx, nextRe));
            nextIm = T.NegatedMultiplyAdd(ry, nx, T.MultiplyAdd(rx, ny, nextIm));
        }

        sums[0] = re;
        sums[1] = im;
        if (isPair)
        {
            sums[2] = nextRe;
            sums[3] = nextIm;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddReal<T>(
        ReadOnlySpan<double> bra,
        ReadOnlySpan<double> ket,
        int first,
        int end,
        MatrixLayout layout,
        int vectorRow,
        int column,
        Span<T> sums)
        where T : unmanaged, ILanes<T>
    {
        ref double b = ref MemoryMarshal.GetReference(bra), k = ref MemoryMarshal.GetReference(ket);
        bool isPair = sums.Length == 4, isPermuted = layout.ColumnPatterns.Length > 0;
        int toRow = layout.RowOffsets[vectorRow];
        int toColumn = layout.ColumnOffsets[column], toNext = isPair ? layout.ColumnOffsets[column + 1] : toColumn;
        T pattern = Pattern<T>(layout, column), nextPattern = Pattern<T>(layout, isPair ? column + 1 : column);
        T sum = sums[0], nextSum = isPair ? sums[2] : default;
        for (int group = first; group < end; group++)
        {
            nint start = layout.Start(group);
            T row = T.Load(ref b, start + toRow), own = T.Load(ref k, start + toColumn), next = T.Load(ref k, start + toNext);
            if (isPermuted)
            {
                (own, next) = (T.Permute(own, pattern), T.Permute(next, nextPattern));
            }

            sum = T.MultiplyAdd(row, own, sum);
            nextSum = T.MultiplyAdd(row, next, nextSum);
        }

        sums[0] = sum;
        if (isPair)
        {
            sums[2] = nextSum;
        }
    }

    private static T Pattern<T>(MatrixLayout layout, int column)
        where T : unmanaged, ILanes<T> =>
        layout.ColumnPatterns.Length > 0 ? T.Load(ref layout.ColumnPatterns[0], column * Lanes.Count) : default;

    // A lane belongs to the row that its low bits spell.
    private static void Fold<T>(Span<T> sums, MatrixLayout layout, Span<Complex> result)
        where T : unmanaged, ILanes<T>
    {
        Span<double> re = stackalloc double[Lanes.Count], im = stackalloc double[Lanes.Count];
        for (int v = 0; v < layout.VectorRows.Length; v++)
        {
            for (int c = 0; c < layout.ColumnCount; c++)
            {
                int sum = 2 * ((v * layout.ColumnCount) + c);
                T.Store(sums[sum], ref re[0], 0);
                T.Store(sums[sum + 1], ref im[0], 0);
                for (int lane = 0; lane < Lanes.Count; lane++)
                {
                    int row = layout.Row(v, lane);
                    if (row >= 0)
                    {
                        result[(row * layout.ColumnCount) + c] += new Complex(re[lane], im[lane]);
                    }
                }
            }
        }
    }
}
