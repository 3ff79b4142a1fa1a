using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>A diagonal matrix on any qubits.</summary>
internal static class DiagonalKernel
{
    /// <summary>Multiplies the amplitudes in place.</summary>
    /// <param name="re">Real parts, 2^n with n at least 2.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="qubits">k distinct qubits; the first is the least significant bit of the diagonal's index.</param>
    /// <param name="diagonal">2^k factors.</param>
    public static void Apply(Span<double> re, Span<double> im, ReadOnlySpan<int> qubits, ReadOnlySpan<Complex> diagonal)
    {
        // a[i] ← d[bits of i at the qubits] a[i]
        // One pass for each reading of the high qubits; readings whose factors are all 1 are not touched.
        int inVector = 0;
        int highMask = 0;
        for (int k = 0; k < qubits.Length; k++)
        {
            inVector |= qubits[k] < 2 ? 1 << k : 0;
            highMask |= qubits[k] < 2 ? 0 : 1 << qubits[k];
        }

        for (int local = 0; local < diagonal.Length; local++)
        {
            if ((local & inVector) != 0)
            {
                continue;
            }

            Complex f0 = diagonal[local], f1 = diagonal[local | LocalBits.Gather(1, qubits)];
            Complex f2 = diagonal[local | LocalBits.Gather(2, qubits)], f3 = diagonal[local | LocalBits.Gather(3, qubits)];
            if (f0 != 1 || f1 != 1 || f2 != 1 || f3 != 1)
            {
                Multiply(
                    re, im, new Blocks(re.Length, highMask, LocalBits.Spread(local, qubits)),
                    Vector256.Create(f0.Real, f1.Real, f2.Real, f3.Real),
                    Vector256.Create(f0.Imaginary, f1.Imaginary, f2.Imaginary, f3.Imaginary));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Span<double> re, Span<double> im, Blocks blocks, Lane fr, Lane fi)
    {
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                Lane ar = Lanes.Load(re, a), ai = Lanes.Load(im, a);
                Lanes.Store(Vector256.FusedMultiplyAdd(-fi, ai, fr * ar), re, a);
                Lanes.Store(Vector256.FusedMultiplyAdd(fi, ar, fr * ai), im, a);
            }
        }
    }
}
