using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>Pauli strings as index arithmetic: P|i⟩ = i^{|x∧z|} (-1)^{|i∧z|} |i ⊕ x⟩.</summary>
internal static class PauliKernel
{
    /// <summary>⟨bra|P|ket⟩ without building P|ket⟩.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Complex Bracket(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm, PauliMask p)
    {
        // i^{|x∧z|} Σ_i (-1)^{|i∧z|} conj(bra[i ⊕ x]) ket[i], in four running sums, one a lane.
        Lane signs = Lanes.Sign(p.Z & Lanes.LowBits);
        int exchange = p.X & Lanes.LowBits;
        Lane sumRe = Lane.Zero, sumIm = Lane.Zero;
        for (int i = 0; i < ketRe.Length; i += Lanes.Count)
        {
            int j = i ^ (p.X & ~Lanes.LowBits);
            Lane flip = signs ^ Vector256.Create(p.IsOdd(i) ? -0.0 : 0.0);
            Lane kr = Lanes.Load(ketRe, i) ^ flip, ki = Lanes.Load(ketIm, i) ^ flip;
            Lane br = Lanes.Exchange(Lanes.Load(braRe, j), exchange), bi = Lanes.Exchange(Lanes.Load(braIm, j), exchange);
            sumRe = Vector256.FusedMultiplyAdd(bi, ki, Vector256.FusedMultiplyAdd(br, kr, sumRe));
            sumIm = Vector256.FusedMultiplyAdd(-bi, kr, Vector256.FusedMultiplyAdd(br, ki, sumIm));
        }

        return p.Phase * new Complex(Lanes.Sum(sumRe), Lanes.Sum(sumIm));
    }

    /// <summary>⟨ket|P|ket⟩, which is real.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Expectation(ReadOnlySpan<double> re, ReadOnlySpan<double> im, PauliMask p)
    {
        // Re of the bracket: even powers of i take the real part of the sum, odd ones the imaginary part.
        Lane signs = Lanes.Sign(p.Z & Lanes.LowBits);
        int exchange = p.X & Lanes.LowBits;
        bool odd = (p.YCount & 1) == 1;
        Lane sum = Lane.Zero;
        for (int i = 0; i < re.Length; i += Lanes.Count)
        {
            int j = i ^ (p.X & ~Lanes.LowBits);
            Lane flip = signs ^ Vector256.Create(p.IsOdd(i) ? -0.0 : 0.0);
            Lane kr = Lanes.Load(re, i) ^ flip, ki = Lanes.Load(im, i) ^ flip;
            Lane br = Lanes.Exchange(Lanes.Load(re, j), exchange), bi = Lanes.Exchange(Lanes.Load(im, j), exchange);
            sum = odd
                ? Vector256.FusedMultiplyAdd(-bi, kr, Vector256.FusedMultiplyAdd(br, ki, sum))
                : Vector256.FusedMultiplyAdd(bi, ki, Vector256.FusedMultiplyAdd(br, kr, sum));
        }

        // i·(i s) = -s: the real part of i^{y} (a + ib) for y = 0, 1, 2, 3 is a, -b, -a, b.
        return (p.YCount & 3) is 1 or 2 ? -Lanes.Sum(sum) : Lanes.Sum(sum);
    }

    /// <summary>Adds <c>c·P|ket⟩</c> to a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        Span<double> re, Span<double> im, Complex c, PauliMask p, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm)
    {
        // a[j] += c·i^{|x∧z|} (-1)^{|i∧z|} ket[i]     with i = j ⊕ x
        Complex factor = c * p.Phase;
        Lane fr = Vector256.Create(factor.Real), fi = Vector256.Create(factor.Imaginary);
        Lane signs = Lanes.Sign(p.Z & Lanes.LowBits);
        int exchange = p.X & Lanes.LowBits;
        for (int i = 0; i < re.Length; i += Lanes.Count)
        {
            int j = i ^ (p.X & ~Lanes.LowBits);
            Lane flip = signs ^ Vector256.Create(p.IsOdd(i) ? -0.0 : 0.0);
            Lane kr = Lanes.Exchange(Lanes.Load(ketRe, i) ^ flip, exchange);
            Lane ki = Lanes.Exchange(Lanes.Load(ketIm, i) ^ flip, exchange);
            Lane sr = Vector256.FusedMultiplyAdd(-fi, ki, Vector256.FusedMultiplyAdd(fr, kr, Lanes.Load(re, j)));
            Lane si = Vector256.FusedMultiplyAdd(fi, kr, Vector256.FusedMultiplyAdd(fr, ki, Lanes.Load(im, j)));
            Lanes.Store(sr, re, j);
            Lanes.Store(si, im, j);
        }
    }

    /// <summary>P|ket⟩ in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<double> re, Span<double> im, PauliMask p)
    {
        // First the signs by index, then the exchange of i and i ⊕ x, then the power of i.
        Lane signs = Lanes.Sign(p.Z & Lanes.LowBits);
        for (int i = 0; p.Z != 0 && i < re.Length; i += Lanes.Count)
        {
            Lane flip = signs ^ Vector256.Create(p.IsOdd(i) ? -0.0 : 0.0);
            Lanes.Store(Lanes.Load(re, i) ^ flip, re, i);
            Lanes.Store(Lanes.Load(im, i) ^ flip, im, i);
        }

        for (int rest = p.X; rest != 0; rest &= rest - 1)
        {
            ExchangeKernel.Apply(re, im, rest & -rest, 0, 0);
        }

        for (int i = 0; (p.YCount & 3) != 0 && i < re.Length; i += Lanes.Count)
        {
            Lane r = Lanes.Load(re, i), m = Lanes.Load(im, i);
            (Lane newRe, Lane newIm) = (p.YCount & 3) switch { 1 => (-m, r), 2 => (-r, -m), _ => (m, -r) };
            Lanes.Store(newRe, re, i);
            Lanes.Store(newIm, im, i);
        }
    }
}
