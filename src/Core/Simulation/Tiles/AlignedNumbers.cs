using System.Runtime.InteropServices;

namespace CutAwareQnn.Simulation;

/// <summary>Numbers that begin at a cache line, so that no vector of 512 bits crosses one; unspecified at first.</summary>
internal sealed class AlignedNumbers
{
    private const int LineLength = 64;

    private readonly double[] _numbers;
    private readonly int _offset;

    /// <summary>Allocates numbers.</summary>
    public AlignedNumbers(int length)
    {
        Length = length;
        _numbers = GC.AllocateUninitializedArray<double>(length + (LineLength / sizeof(double)) - 1, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0);
        _offset = (int)(-address & (LineLength - 1)) / sizeof(double);
    }

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>The numbers.</summary>
    public Span<double> Span => _numbers.AsSpan(_offset, Length);
}
