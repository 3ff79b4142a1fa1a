using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The brackets of all Pauli strings with one X part at once: they are the Walsh–Hadamard transform of the amplitudes' products, and the
/// adjoint of a weighted sum of such strings is the transform of the weights.
/// </summary>
/// <remarks>n·2^n additions in place of 2^n multiplications a string. Fino, Algazi, IEEE Trans. Comput. C-25, 1142 (1976).</remarks>
internal static class WalshKernel
{
    /// <summary><c>v[z] ← Σ_i (-1)^{|i∧z|} v[i]</c> in place; the length is a power of two, at least 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(Span<double> v)
    {
        // A vector's own two bits by exchanges: a ± b in its lanes, twice; all other bits by sums and differences of vectors.
        Lane odd = Lanes.Sign(1), upper = Lanes.Sign(2);
        for (int i = 0; i < v.Length; i += Lanes.Count)
        {
            Lane x = Lanes.Load(v, i);
            x = Lanes.Exchange(x, 1) + (x ^ odd);
            Lanes.Store(Lanes.Exchange(x, 2) + (x ^ upper), v, i);
        }

        for (int half = Lanes.Count; half < v.Length; half <<= 1)
        {
            for (int start = 0; start < v.Length; start += 2 * half)
            {
                for (int i = start; i < start + half; i += Lanes.Count)
                {
                    Lane a = Lanes.Load(v, i), b = Lanes.Load(v, i + half);
                    Lanes.Store(a + b, v, i);
                    Lanes.Store(a - b, v, i + half);
                }
            }
        }
    }

    /// <summary><c>p[i] = conj(bra[i ⊕ x])·ket[i]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, int x,
        Span<double> re, Span<double> im)
    {
        int exchange = x & Lanes.LowBits;
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (x & ~Lanes.LowBits);
            Lane kr = Lanes.Load(ketRe, i), ki = Lanes.Load(ketIm, i);
            Lane br = Lanes.Exchange(Lanes.Load(braRe, j), exchange), bi = Lanes.Exchange(Lanes.Load(braIm, j), exchange);
            Lanes.Store(Vector256.FusedMultiplyAdd(bi, ki, br * kr), re, i);
            Lanes.Store(Vector256.FusedMultiplyAdd(-bi, kr, br * ki), im, i);
        }
    }

    /// <summary><c>a[i ⊕ x] += d[i]·ket[i]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(
        Span<double> re, Span<double> im, ReadOnlySpan<double> dRe, ReadOnlySpan<double> dIm, int x,
        ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
    {
        int exchange = x & Lanes.LowBits;
        for (int i = 0; i < re.Length; i += Lanes.Count)
        {
            int j = i ^ (x & ~Lanes.LowBits);
            Lane kr = Lanes.Load(ketRe, i), ki = Lanes.Load(ketIm, i);
            Lane dr = Lanes.Load(dRe, i), di = Lanes.Load(dIm, i);
            Lane pr = Vector256.FusedMultiplyAdd(-di, ki, dr * kr), pi = Vector256.FusedMultiplyAdd(di, kr, dr * ki);
            Lanes.Store(Lanes.Load(re, j) + Lanes.Exchange(pr, exchange), re, j);
            Lanes.Store(Lanes.Load(im, j) + Lanes.Exchange(pi, exchange), im, j);
        }
    }
}
