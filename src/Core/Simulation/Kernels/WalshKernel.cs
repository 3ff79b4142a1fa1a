using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The brackets of all Pauli strings with one X part at once: they are the Walsh–Hadamard transform of the amplitudes' products, and the
/// adjoint of a weighted sum of such strings is the transform of the weights. Imaginary parts are empty for real states.
/// </summary>
/// <remarks>n·2^n additions in place of 2^n multiplications a string. Fino, Algazi, IEEE Trans. Comput. C-25, 1142 (1976).</remarks>
internal static class WalshKernel
{
    /// <summary>Computes <c>v[z] ← Σ_i (-1)^{|i∧z|} v[i]</c> in place; the length is a power of two, at least 8.</summary>
    public static void Transform(Span<double> v)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Transform<Lanes512>(v);
        }
        else
        {
            Transform<Lanes256>(v);
        }
    }

    /// <summary>Transforms at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<T>(Span<double> v)
        where T : unmanaged, ILanes<T>
    {
        // A vector's own three bits by permutations: a ± b in its lanes, three times; all other bits by sums and differences of vectors.
        ref double x = ref MemoryMarshal.GetReference(v);
        T partner1 = LanePattern.Partner<T>(1), partner2 = LanePattern.Partner<T>(2), partner4 = LanePattern.Partner<T>(4);
        T signs1 = LanePattern.Signs<T>(1), signs2 = LanePattern.Signs<T>(2), signs4 = LanePattern.Signs<T>(4);
        for (int i = 0; i < v.Length; i += Lanes.Count)
        {
            T a = T.Load(ref x, i);
            a = T.Add(T.Permute(a, partner1), T.FlipSigns(a, signs1));
            a = T.Add(T.Permute(a, partner2), T.FlipSigns(a, signs2));
            a = T.Add(T.Permute(a, partner4), T.FlipSigns(a, signs4));
            T.Store(a, ref x, i);
        }

        for (int half = Lanes.Count; half < v.Length; half <<= 1)
        {
            for (int start = 0; start < v.Length; start += 2 * half)
            {
                for (int i = start; i < start + half; i += Lanes.Count)
                {
                    T a = T.Load(ref x, i), b = T.Load(ref x, i + half);
                    T.Store(T.Add(a, b), ref x, i);
                    T.Store(T.Subtract(a, b), ref x, i + half);
                }
            }
        }
    }

    /// <summary>Computes <c>p[i] = conj(bra[i ⊕ x])·ket[i]</c>.</summary>
    public static void Product(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, int x,
        Span<double> re, Span<double> im)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Product<Lanes512>(braRe, braIm, ketRe, ketIm, x, re, im);
        }
        else
        {
            Product<Lanes256>(braRe, braIm, ketRe, ketIm, x, re, im);
        }
    }

    /// <summary>Computes the product at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product<T>(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, int x,
        Span<double> re, Span<double> im)
        where T : unmanaged, ILanes<T>
    {
        ref double bx = ref MemoryMarshal.GetReference(braRe), by = ref MemoryMarshal.GetReference(braIm);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        ref double px = ref MemoryMarshal.GetReference(re), py = ref MemoryMarshal.GetReference(im);
        T pattern = LanePattern.Partner<T>(x);
        bool isRealState = ketIm.IsEmpty;
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (x & ~Lanes.LowBits);
            T kr = T.Load(ref kx, i), br = T.Permute(T.Load(ref bx, j), pattern);
            T product = T.Multiply(br, kr);
            if (isRealState)
            {
                T.Store(product, ref px, i);
                continue;
            }

            T ki = T.Load(ref ky, i), bi = T.Permute(T.Load(ref by, j), pattern);
            T.Store(T.MultiplyAdd(bi, ki, product), ref px, i);
            T.Store(T.NegatedMultiplyAdd(bi, kr, T.Multiply(br, ki)), ref py, i);
        }
    }

    /// <summary>Adds <c>d[i]·ket[i]</c> to the amplitude i ⊕ x.</summary>
    public static void AddProduct(
        Span<double> re, Span<double> im, ReadOnlySpan<double> dRe, ReadOnlySpan<double> dIm, int x,
        ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddProduct<Lanes512>(re, im, dRe, dIm, x, ketRe, ketIm);
        }
        else
        {
            AddProduct<Lanes256>(re, im, dRe, dIm, x, ketRe, ketIm);
        }
    }

    /// <summary>Adds the product at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct<T>(
        Span<double> re, Span<double> im, ReadOnlySpan<double> dRe, ReadOnlySpan<double> dIm, int x,
        ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
        where T : unmanaged, ILanes<T>
    {
        ref double ax = ref MemoryMarshal.GetReference(re), ay = ref MemoryMarshal.GetReference(im);
        ref double dx = ref MemoryMarshal.GetReference(dRe), dy = ref MemoryMarshal.GetReference(dIm);
        ref double kx = ref MemoryMarshal.GetReference(ketRe), ky = ref MemoryMarshal.GetReference(ketIm);
        T pattern = LanePattern.Partner<T>(x);
        bool isRealState = ketIm.IsEmpty;
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (x & ~Lanes.LowBits);
            T kr = T.Load(ref kx, i), dr = T.Load(ref dx, i), product = T.Multiply(dr, kr);
            if (isRealState)
            {
                T.Store(T.Add(T.Load(ref ax, j), T.Permute(product, pattern)), ref ax, j);
                continue;
            }

            T ki = T.Load(ref ky, i), di = T.Load(ref dy, i);
            T pr = T.NegatedMultiplyAdd(di, ki, product), pi = T.MultiplyAdd(di, kr, T.Multiply(dr, ki));
            T.Store(T.Add(T.Load(ref ax, j), T.Permute(pr, pattern)), ref ax, j);
            T.Store(T.Add(T.Load(ref ay, j), T.Permute(pi, pattern)), ref ay, j);
        }
    }
}
