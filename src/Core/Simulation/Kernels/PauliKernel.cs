using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>Pauli strings as index arithmetic: P|i⟩ = i^{|x∧z|} (-1)^{|i∧z|} |i ⊕ x⟩. Imaginary parts are empty for real states.</summary>
internal static class PauliKernel
{
    /// <summary>Returns ⟨bra|P|ket⟩ without building P|ket⟩.</summary>
    public static Complex Bracket(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, PauliMask p) =>
        Vector512.IsHardwareAccelerated
            ? Bracket<Lanes512>(braRe, braIm, ketRe, ketIm, p)
            : Bracket<Lanes256>(braRe, braIm, ketRe, ketIm, p);

    /// <summary>Computes the bracket at a given width.</summary>
    public static Complex Bracket<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, PauliMask p)
        where T : unmanaged,
        ILanes<T> => p.Phase * (ketIm.IsEmpty ? RealSum<T>(braRe, ketRe, p) : ComplexSum<T>(braRe, braIm, ketRe, ketIm, p));

    /// <summary>Adds <c>c·P|ket⟩</c> to a vector.</summary>
    /// <param name="re">Real parts of the vector.</param>
    /// <param name="im">Its imaginary parts; empty only where the factor <c>c·i^{|x∧z|}</c> is real.</param>
    /// <param name="c">The factor.</param>
    /// <param name="p">The string.</param>
    /// <param name="ketRe">Real parts of the ket.</param>
    /// <param name="ketIm">Its imaginary parts.</param>
    public static void Add(
        Span<double> re, Span<double> im, Complex c, PauliMask p, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<Lanes512>(re, im, c, p, ketRe, ketIm);
        }
        else
        {
            Add<Lanes256>(re, im, c, p, ketRe, ketIm);
        }
    }

    /// <summary>Adds the product at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(
        Span<double> re, Span<double> im, Complex c, PauliMask p, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
        where T : unmanaged, ILanes<T>
    {
        // a[j] += c·i^{|x∧z|} (-1)^{|i∧z|} ket[i]     with i = j ⊕ x
        Complex factor = c * p.Phase;
        T fr = T.Broadcast(factor.Real), fi = T.Broadcast(factor.Imaginary), pattern = LanePattern.Partner<T>(p.X);
        bool isRealState = ketIm.IsEmpty;
        ref double x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        Span<double> signs = stackalloc double[2 * Lanes.Count];
        FillSigns<T>(p, signs);
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (p.X & ~Lanes.LowBits);
            T flip = T.Load(ref signs[0], Sign(p, i));
            T kr = T.Permute(T.FlipSigns(T.Load(ref kx, i), flip), pattern);
            T sum = T.MultiplyAdd(fr, kr, T.Load(ref x, j));
            if (isRealState)
            {
                T.Store(sum, ref x, j);
                continue;
            }

            T ki = T.Permute(T.FlipSigns(T.Load(ref ky, i), flip), pattern);
            T.Store(T.NegatedMultiplyAdd(fi, ki, sum), ref x, j);
            T.Store(T.MultiplyAdd(fi, kr, T.MultiplyAdd(fr, ki, T.Load(ref y, j))), ref y, j);
        }
    }

    /// <summary>Multiplies a vector by P in place.</summary>
    public static void Apply(Span<double> re, Span<double> im, PauliMask p)
    {
        // First the signs by index, then the exchange of i and i ⊕ x, then the power of i.
        for (int i = 0; p.Z != 0 && i < re.Length; i++)
        {
            if (int.IsOddInteger(BitOperations.PopCount((uint)(i & p.Z))))
            {
                (re[i], im[i]) = (-re[i], -im[i]);
            }
        }

        for (int rest = p.X; rest != 0; rest &= rest - 1)
        {
            var layout = new ExchangeLayout(rest & -rest, 0, 0);
            ExchangeKernel.Apply(re, layout);
            ExchangeKernel.Apply(im, layout);
        }

        for (int i = 0; (p.YCount & 3) != 0 && i < re.Length; i++)
        {
            (re[i], im[i]) = (p.YCount & 3) switch { 1 => (-im[i], re[i]), 2 => (-re[i], -im[i]), _ => (im[i], -re[i]) };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Complex ComplexSum<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, PauliMask p)
        where T : unmanaged, ILanes<T>
    {
        // Σ_i (-1)^{|i∧z|} conj(bra[i ⊕ x]) ket[i], in eight running sums, one per lane.
        ref double bx = ref MemoryMarshal.GetReference(braRe), by = ref MemoryMarshal.GetReference(braIm);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        T pattern = LanePattern.Partner<T>(p.X), sumRe = T.Broadcast(0), sumIm = T.Broadcast(0);
        Span<double> signs = stackalloc double[2 * Lanes.Count];
        FillSigns<T>(p, signs);
        bool isPermuted = (p.X & Lanes.LowBits) != 0;
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (p.X & ~Lanes.LowBits);
            T flip = T.Load(ref signs[0], Sign(p, i));
            T kr = T.FlipSigns(T.Load(ref kx, i), flip), ki = T.FlipSigns(T.Load(ref ky, i), flip);
            T br = T.Load(ref bx, j), bi = T.Load(ref by, j);
            if (isPermuted)
            {
                (br, bi) = (T.Permute(br, pattern), T.Permute(bi, pattern));
            }

            sumRe = T.MultiplyAdd(bi, ki, T.MultiplyAdd(br, kr, sumRe));
            sumIm = T.NegatedMultiplyAdd(bi, kr, T.MultiplyAdd(br, ki, sumIm));
        }

        return new(Lanes.Sum(sumRe), Lanes.Sum(sumIm));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double RealSum<T>(ReadOnlySpan<double> bra, ReadOnlySpan<double> ket, PauliMask p)
        where T : unmanaged, ILanes<T>
    {
        ref double b = ref MemoryMarshal.GetReference(bra), k = ref MemoryMarshal.GetReference(ket);
        T pattern = LanePattern.Partner<T>(p.X), sum = T.Broadcast(0);
        Span<double> signs = stackalloc double[2 * Lanes.Count];
        FillSigns<T>(p, signs);
        for (int i = 0; i < ket.Length; i += Lanes.Count)
        {
            T flipped = T.FlipSigns(T.Load(ref k, i), T.Load(ref signs[0], Sign(p, i)));
            sum = T.MultiplyAdd(T.Permute(T.Load(ref b, i ^ (p.X & ~Lanes.LowBits)), pattern), flipped, sum);
        }

        return Lanes.Sum(sum);
    }

    // The signs of a vector's lanes, then their opposites.
    private static void FillSigns<T>(PauliMask p, Span<double> signs)
        where T : unmanaged, ILanes<T>
    {
        T even = LanePattern.Signs<T>(p.Z);
        T.Store(even, ref signs[0], 0);
        T.Store(T.FlipSigns(even, T.Broadcast(-0.0)), ref signs[0], Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Sign(PauliMask p, int index) =>
        (BitOperations.PopCount((uint)(index & p.Z & ~Lanes.LowBits)) & 1) * Lanes.Count;
}
