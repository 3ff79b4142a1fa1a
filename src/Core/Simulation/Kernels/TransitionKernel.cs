using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>The matrix of two states on a few qubits, all others traced out.</summary>
internal static class TransitionKernel
{
    /// <summary>Most qubits of a gate with angles.</summary>
    public const int MaxQubits = 2;

    /// <summary>Computes <c>R[r, c] = Σ conj(bra[r]) ket[c]</c> over the other qubits: ⟨bra|M|ket⟩ = Σ M[r, c] R[r, c].</summary>
    /// <param name="braRe">Real parts of the bra, 2^n with n at least 2.</param>
    /// <param name="braIm">Imaginary parts.</param>
    /// <param name="ketRe">Real parts of the ket.</param>
    /// <param name="ketIm">Imaginary parts.</param>
    /// <param name="qubits">k ≤ 2 distinct qubits.</param>
    /// <param name="result">Receives 2^k × 2^k entries, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        ReadOnlySpan<int> qubits, Span<Complex> result)
    {
        // For readings r, c of the high qubits and every exchange s of the low ones:
        // S_lane = Σ_i conj(bra[i + o_r])_lane · ket[i + o_c]_(lane ⊕ s), which belongs to the entry (r with lane, c with lane ⊕ s).
        int dimension = 1 << qubits.Length;
        int lowMask = 0, highMask = 0, lowLocal = 0;
        for (int k = 0; k < qubits.Length; k++)
        {
            bool low = qubits[k] < 2;
            lowMask |= low ? 1 << qubits[k] : 0;
            highMask |= low ? 0 : 1 << qubits[k];
            lowLocal |= low ? 1 << k : 0;
        }

        result.Clear();
        var blocks = new Blocks(ketRe.Length, highMask, 0);
        for (int r = 0; r < dimension; r++)
        {
            for (int c = 0; c < dimension; c++)
            {
                if ((r & lowLocal) != 0 || (c & lowLocal) != 0)
                {
                    continue;
                }

                int rowOffset = LocalBits.Spread(r, qubits), columnOffset = LocalBits.Spread(c, qubits);
                for (int s = 0; s < Lanes.Count; s++)
                {
                    if ((s & ~lowMask) != 0)
                    {
                        continue;
                    }

                    Lane sumRe = Lane.Zero, sumIm = Lane.Zero;
                    for (int block = 0; block < blocks.Count; block++)
                    {
                        int start = blocks.Start(block);
                        for (int i = start; i < start + blocks.Length; i += Lanes.Count)
                        {
                            Lane br = Lanes.Load(braRe, i + rowOffset), bi = Lanes.Load(braIm, i + rowOffset);
                            Lane kr = Lanes.Exchange(Lanes.Load(ketRe, i + columnOffset), s);
                            Lane ki = Lanes.Exchange(Lanes.Load(ketIm, i + columnOffset), s);
                            sumRe = Vector256.FusedMultiplyAdd(bi, ki, Vector256.FusedMultiplyAdd(br, kr, sumRe));
                            sumIm = Vector256.FusedMultiplyAdd(-bi, kr, Vector256.FusedMultiplyAdd(br, ki, sumIm));
                        }
                    }

                    for (int lane = 0; lane < Lanes.Count; lane++)
                    {
                        int row = r | LocalBits.Gather(lane, qubits), column = c | LocalBits.Gather(lane ^ s, qubits);
                        result[(row * dimension) + column] += new Complex(sumRe[lane], sumIm[lane]);
                    }
                }
            }
        }
    }
}
