using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector256<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Four neighbouring amplitudes at a time: a state's index is 4·group + lane, so qubits 0 and 1 ("low") lie inside a vector and all
/// others ("high") select vectors. The width is fixed, so every machine adds in the same order; where 256-bit vectors are missing the
/// runtime computes the same bits without them.
/// </summary>
internal static class Lanes
{
    /// <summary>Amplitudes a vector.</summary>
    public const int Count = 4;

    /// <summary>The index bits inside a vector.</summary>
    public const int LowBits = Count - 1;

    /// <summary>The vector whose lane j is lane <c>j ^ pattern</c> of the given one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Exchange(Lane v, int pattern) => pattern switch
    {
        1 => Vector256.Shuffle(v, Vector256.Create(1L, 0, 3, 2)),
        2 => Vector256.Shuffle(v, Vector256.Create(2L, 3, 0, 1)),
        3 => Vector256.Shuffle(v, Vector256.Create(3L, 2, 1, 0)),
        _ => v,
    };

    /// <summary>All bits set in the lanes j with <c>(j &amp; bits) == value</c>.</summary>
    public static Lane Where(int bits, int value)
    {
        Vector256<long> lane = Vector256.Create(0L, 1, 2, 3);
        return Vector256.Equals(lane & Vector256.Create((long)bits), Vector256.Create((long)value)).AsDouble();
    }

    /// <summary>One value in the lanes where all <paramref name="bits"/> are 1, another elsewhere.</summary>
    public static Lane Where(int bits, double value, double otherwise) =>
        Vector256.ConditionalSelect(Where(bits, bits), Vector256.Create(value), Vector256.Create(otherwise));

    /// <summary>Minus zero in the lanes j with an odd parity of <c>j &amp; bits</c>: exclusive or with it flips the sign.</summary>
    public static Lane Sign(int bits) => Vector256.Create(
        0.0,
        (bits & 1) == 1 ? -0.0 : 0.0,
        (bits & 2) == 2 ? -0.0 : 0.0,
        bits is 1 or 2 ? -0.0 : 0.0);

    /// <summary>Reads four amplitude parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ReadOnlySpan<double> values, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);

    /// <summary>Writes four amplitude parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane v, Span<double> values, int index) =>
        v.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);

    /// <summary>The sum of the lanes, always (0 + 2) + (1 + 3).</summary>
    public static double Sum(Lane v) => (v[0] + v[2]) + (v[1] + v[3]);
}
