using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Simulation;

/// <summary>Eight lanes in two vectors of 256 bits; where the hardware has none, the runtime computes the same bits without them.</summary>
internal readonly struct Lanes256(Vector256<double> lower, Vector256<double> upper) : ILanes<Lanes256>
{
    private readonly Vector256<double> _lower = lower;
    private readonly Vector256<double> _upper = upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref double origin, nint index) =>
        new(Vector256.LoadUnsafe(ref origin, (nuint)index), Vector256.LoadUnsafe(ref origin, (nuint)index + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 lanes, ref double origin, nint index)
    {
        lanes._lower.StoreUnsafe(ref origin, (nuint)index);
        lanes._upper.StoreUnsafe(ref origin, (nuint)index + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(double value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Add(Lanes256 a, Lanes256 b) => new(a._lower + b._lower, a._upper + b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Subtract(Lanes256 a, Lanes256 b) => new(a._lower - b._lower, a._upper - b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Multiply(Lanes256 a, Lanes256 b) => new(a._lower * b._lower, a._upper * b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(
        Vector256.FusedMultiplyAdd(a._lower, b._lower, c._lower), Vector256.FusedMultiplyAdd(a._upper, b._upper, c._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 NegatedMultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(
        Vector256.FusedMultiplyAdd(-a._lower, b._lower, c._lower), Vector256.FusedMultiplyAdd(-a._upper, b._upper, c._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FlipSigns(Lanes256 a, Lanes256 signs) => new(a._lower ^ signs._lower, a._upper ^ signs._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Permute(Lanes256 a, Lanes256 pattern) =>
        new(Half(a, pattern._lower.AsInt64()), Half(a, pattern._upper.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) => new(
        Vector256.ConditionalSelect(mask._lower, a._lower, b._lower), Vector256.ConditionalSelect(mask._upper, a._upper, b._upper));

    // A shuffle gives 0 for an index outside its vector, and 4 less than 0 to 3 is outside.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Half(Lanes256 a, Vector256<long> pattern) =>
        Vector256.Shuffle(a._lower, pattern) | Vector256.Shuffle(a._upper, pattern - Vector256.Create(4L));
}
