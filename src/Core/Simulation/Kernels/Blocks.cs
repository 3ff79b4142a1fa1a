using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The runs of consecutive indices in which some bits have given values: what a kernel walks over. The bits are high ones, so a run
/// holds whole vectors. The kernels' loops are compiled fully at once (AggressiveOptimization): the first gate of a large state already
/// runs them millions of times, and replacing code within a loop left them up to ten times slower.
/// </summary>
internal readonly struct Blocks
{
    private readonly int _bits;
    private readonly int _set;
    private readonly int _shift;

    /// <summary>Runs of a state in which <paramref name="bits"/> read <paramref name="set"/>.</summary>
    /// <param name="length">Length of the state, a power of two.</param>
    /// <param name="bits">Mask of the bits held fixed.</param>
    /// <param name="set">Those of them that are 1.</param>
    public Blocks(int length, int bits, int set)
    {
        _bits = bits;
        _set = set;
        _shift = bits == 0 ? BitOperations.Log2((uint)length) : BitOperations.TrailingZeroCount(bits);
        Length = 1 << _shift;
        Count = length >> (_shift + BitOperations.PopCount((uint)bits));
    }

    /// <summary>Number of runs.</summary>
    public int Count { get; }

    /// <summary>Indices a run.</summary>
    public int Length { get; }

    /// <summary>The first index of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int block)
    {
        int index = block << _shift;
        for (int rest = _bits; rest != 0; rest &= rest - 1)
        {
            int below = (rest & -rest) - 1;
            index = ((index & ~below) << 1) | (index & below);
        }

        return index | _set;
    }
}
