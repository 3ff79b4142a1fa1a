using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>Exchanges pairs of amplitudes: X, SWAP and their controlled forms.</summary>
internal static class ExchangeKernel
{
    /// <summary>Exchanges in place.</summary>
    /// <param name="re">Real parts, 2^n with n at least 2.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="flips">Mask of the qubits in which the two indices of a pair differ.</param>
    /// <param name="set">Those of them that are 1 in a pair's first index.</param>
    /// <param name="controls">Mask of the qubits that are 1 in both.</param>
    public static void Apply(Span<double> re, Span<double> im, int flips, int set, int controls)
    {
        // a[i] ↔ a[i ^ flips] for every i that reads `set` in the flipped qubits and has all controls.
        // In a vector that is a choice of lanes between it and its exchanged partner.
        int inLane = flips & Lanes.LowBits;
        int across = flips & ~Lanes.LowBits;
        int lowControls = controls & Lanes.LowBits;
        int highControls = controls & ~Lanes.LowBits;
        Lane first = Lanes.Where(inLane | lowControls, (set & inLane) | lowControls);
        Lane second = Lanes.Where(inLane | lowControls, (inLane & ~set) | lowControls);
        var blocks = new Blocks(re.Length, across | highControls, (set & across) | highControls);
        if (across == 0)
        {
            Within(re, blocks, inLane, first | second);
            Within(im, blocks, inLane, first | second);
        }
        else
        {
            Across(re, blocks, inLane, across, first, second);
            Across(im, blocks, inLane, across, first, second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Within(Span<double> values, Blocks blocks, int inLane, Lane moved)
    {
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                Lane v = Lanes.Load(values, a);
                Lanes.Store(Vector256.ConditionalSelect(moved, Lanes.Exchange(v, inLane), v), values, a);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Across(Span<double> values, Blocks blocks, int inLane, int across, Lane first, Lane second)
    {
        for (int block = 0; block < blocks.Count; block++)
        {
            int start = blocks.Start(block);
            for (int a = start; a < start + blocks.Length; a += Lanes.Count)
            {
                int b = a ^ across;
                Lane va = Lanes.Load(values, a), vb = Lanes.Load(values, b);
                Lanes.Store(Vector256.ConditionalSelect(first, Lanes.Exchange(vb, inLane), va), values, a);
                Lanes.Store(Vector256.ConditionalSelect(second, Lanes.Exchange(va, inLane), vb), values, b);
            }
        }
    }
}
