using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Simulation;

/// <summary>Arrays of numbers for eight samples at a time: number i of sample j is entry <c>8 i + j</c>.</summary>
internal static class SampleLanes
{
    /// <summary>Samples at a time.</summary>
    public const int Count = 8;

    /// <summary>Reads a number of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane At(ReadOnlySpan<double> values, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)(index * Count));

    /// <summary>Writes a number of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Span<double> values, int index, Lane value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)(index * Count));

    /// <summary>Adds to a number of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> values, int index, Lane term) => Put(values, index, At(values, index) + term);
}
