using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>A general matrix on up to five qubits.</summary>
internal static class DenseKernel
{
    /// <summary>The largest number of qubits; a vector for each of 2^5 indices is what the scratch holds.</summary>
    public const int MaxQubits = 5;

    /// <summary>Applies the matrix in place.</summary>
    /// <param name="re">Real parts, 2^n with n at least 2.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="offsets">For each reading of the matrix's high qubits the index it adds.</param>
    /// <param name="terms">The matrix's non-zero entries, by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<double> re, Span<double> im, ReadOnlySpan<int> offsets, ReadOnlySpan<DenseTerm> terms)
    {
        // a[i + o_r] ← Σ_s C_rs · exchange_s(a[i + o_c])     for all r at once, i with zeros at the high qubits,
        // where o_r runs over the readings of the high qubits; low qubits are lanes: coefficients differ by lane, partners are exchanged.
        Span<Lane> vr = stackalloc Lane[1 << MaxQubits];
        Span<Lane> vi = stackalloc Lane[1 << MaxQubits];
        var blocks = new Blocks(re.Length, offsets[^1], 0);
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                for (int c = 0; c < offsets.Length; c++)
                {
                    vr[c] = Lanes.Load(re, a + offsets[c]);
                    vi[c] = Lanes.Load(im, a + offsets[c]);
                }

                int term = 0;
                for (int r = 0; r < offsets.Length; r++)
                {
                    Lane sr = Lane.Zero, si = Lane.Zero;
                    for (; term < terms.Length && terms[term].Row == r; term++)
                    {
                        ref readonly DenseTerm t = ref terms[term];
                        Lane xr = Lanes.Exchange(vr[t.Column], t.Exchange), xi = Lanes.Exchange(vi[t.Column], t.Exchange);
                        sr = Vector256.FusedMultiplyAdd(-t.Imaginary, xi, Vector256.FusedMultiplyAdd(t.Real, xr, sr));
                        si = Vector256.FusedMultiplyAdd(t.Imaginary, xr, Vector256.FusedMultiplyAdd(t.Real, xi, si));
                    }

                    Lanes.Store(sr, re, a + offsets[r]);
                    Lanes.Store(si, im, a + offsets[r]);
                }
            }
        }
    }
}

/// <summary>The entries of a matrix that connect two readings of the high qubits by one exchange of lanes.</summary>
/// <param name="Row">Reading of the high qubits after.</param>
/// <param name="Column">Reading before.</param>
/// <param name="Exchange">The low qubits that flip.</param>
/// <param name="Real">Real parts, by lane after.</param>
/// <param name="Imaginary">Imaginary parts.</param>
internal readonly record struct DenseTerm(int Row, int Column, int Exchange, Lane Real, Lane Imaginary);
