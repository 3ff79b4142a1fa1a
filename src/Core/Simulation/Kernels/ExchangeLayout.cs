using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// How pairs of amplitudes are exchanged: <c>a[i] ↔ a[i ^ flips]</c> for every i that reads <c>set</c> in the flipped qubits and has all
/// controls. X, SWAP and their controlled forms.
/// </summary>
internal sealed class ExchangeLayout
{
    private readonly int[] _masks;
    private readonly int _set;

    /// <summary>Lays out an exchange.</summary>
    /// <param name="flips">Mask of the qubits in which the two indices of a pair differ.</param>
    /// <param name="set">Those of them that are 1 in a pair's first index.</param>
    /// <param name="controls">Mask of the qubits that are 1 in both.</param>
    public ExchangeLayout(int flips, int set, int controls)
    {
        int fixedBits = (flips | controls) & ~Lanes.LowBits;
        _set = (set | controls) & ~Lanes.LowBits;
        _masks = new int[BitOperations.PopCount((uint)fixedBits)];
        for (int m = 0; fixedBits != 0; fixedBits &= fixedBits - 1, m++)
        {
            _masks[m] = ~((fixedBits & -fixedBits) - 1);
        }

        InLane = flips & Lanes.LowBits;
        Across = flips & ~Lanes.LowBits;
        int lowControls = controls & Lanes.LowBits;
        int low = InLane | lowControls;
        (FirstMask, FirstValue) = (low, (set & InLane) | lowControls);
        (SecondMask, SecondValue) = (low, (InLane & ~set) | lowControls);
    }

    /// <summary>The lanes' bits that flip.</summary>
    public int InLane { get; }

    /// <summary>The distance of a pair's vectors as a mask; 0 where a pair is inside a vector.</summary>
    public int Across { get; }

    /// <summary>The lanes' bits that decide about a pair's first index.</summary>
    public int FirstMask { get; }

    /// <summary>What they are there.</summary>
    public int FirstValue { get; }

    /// <summary>The lanes' bits that decide about a pair's second index.</summary>
    public int SecondMask { get; }

    /// <summary>What they are there.</summary>
    public int SecondValue { get; }

    /// <summary>Returns the number of vectors that hold first indices.</summary>
    public int Count(int length) => length >> (Lanes.LogCount + _masks.Length);

    /// <summary>Returns the first index of one of these vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int vector)
    {
        int index = vector << Lanes.LogCount;
        foreach (int mask in _masks)
        {
            index += index & mask;
        }

        return index | _set;
    }
}
