using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>A 2 × 2 matrix on one qubit, where all control qubits are 1.</summary>
internal static class OneQubitKernel
{
    /// <summary>Applies the matrix in place.</summary>
    /// <param name="re">Real parts, 2^n with n at least 2.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="qubit">The target.</param>
    /// <param name="controls">Mask of the control qubits.</param>
    /// <param name="m">The matrix.</param>
    public static void Apply(Span<double> re, Span<double> im, int qubit, int controls, in Unitary2 m)
    {
        // a[i] ← M00 a[i] + M01 a[i + t]     a[i + t] ← M11 a[i + t] + M10 a[i]     i without bit t = 2^qubit, with all controls.
        // A low control turns M into the identity in its lanes; a low target meets its partner in the same vector.
        int bit = 1 << qubit;
        if (bit > Lanes.LowBits)
        {
            High(re, im, bit, controls, m);
        }
        else
        {
            Low(re, im, bit, controls, m);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void High(Span<double> re, Span<double> im, int bit, int controls, in Unitary2 m)
    {
        int low = controls & Lanes.LowBits;
        int high = controls & ~Lanes.LowBits;
        Lane r00 = Lanes.Where(low, m.M00.Real, 1), i00 = Lanes.Where(low, m.M00.Imaginary, 0);
        Lane r01 = Lanes.Where(low, m.M01.Real, 0), i01 = Lanes.Where(low, m.M01.Imaginary, 0);
        Lane r10 = Lanes.Where(low, m.M10.Real, 0), i10 = Lanes.Where(low, m.M10.Imaginary, 0);
        Lane r11 = Lanes.Where(low, m.M11.Real, 1), i11 = Lanes.Where(low, m.M11.Imaginary, 0);
        var blocks = new Blocks(re.Length, bit | high, high);
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                int b = a + bit;
                Lane ar = Lanes.Load(re, a), ai = Lanes.Load(im, a), br = Lanes.Load(re, b), bi = Lanes.Load(im, b);
                Lanes.Store(Real(r00, i00, ar, ai, r01, i01, br, bi), re, a);
                Lanes.Store(Imaginary(r00, i00, ar, ai, r01, i01, br, bi), im, a);
                Lanes.Store(Real(r11, i11, br, bi, r10, i10, ar, ai), re, b);
                Lanes.Store(Imaginary(r11, i11, br, bi, r10, i10, ar, ai), im, b);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Low(Span<double> re, Span<double> im, int bit, int controls, in Unitary2 m)
    {
        int low = controls & Lanes.LowBits;
        int high = controls & ~Lanes.LowBits;
        Lane one = Lanes.Where(bit, bit);
        Lane acts = Lanes.Where(low, low);
        Lane dr = Pick(one, acts, m.M00.Real, m.M11.Real, 1), di = Pick(one, acts, m.M00.Imaginary, m.M11.Imaginary, 0);
        Lane or = Pick(one, acts, m.M01.Real, m.M10.Real, 0), oi = Pick(one, acts, m.M01.Imaginary, m.M10.Imaginary, 0);
        var blocks = new Blocks(re.Length, high, high);
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                Lane ar = Lanes.Load(re, a), ai = Lanes.Load(im, a);
                Lane br = Lanes.Exchange(ar, bit), bi = Lanes.Exchange(ai, bit);
                Lanes.Store(Real(dr, di, ar, ai, or, oi, br, bi), re, a);
                Lanes.Store(Imaginary(dr, di, ar, ai, or, oi, br, bi), im, a);
            }
        }
    }

    private static Lane Pick(Lane one, Lane acts, double zeroValue, double oneValue, double otherwise) => Vector256.ConditionalSelect(
        acts,
        Vector256.ConditionalSelect(one, Vector256.Create(oneValue), Vector256.Create(zeroValue)),
        Vector256.Create(otherwise));

    // Re(d a + o b)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Real(Lane dr, Lane di, Lane ar, Lane ai, Lane or, Lane oi, Lane br, Lane bi) =>
        Vector256.FusedMultiplyAdd(
            -oi, bi, Vector256.FusedMultiplyAdd(or, br, Vector256.FusedMultiplyAdd(-di, ai, dr * ar)));

    // Im(d a + o b)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Imaginary(Lane dr, Lane di, Lane ar, Lane ai, Lane or, Lane oi, Lane br, Lane bi) =>
        Vector256.FusedMultiplyAdd(
            oi, br, Vector256.FusedMultiplyAdd(or, bi, Vector256.FusedMultiplyAdd(di, ar, dr * ai)));
}
