using System.Runtime.CompilerServices;
using CutAwareQnn.Circuits;
using Lane = System.Runtime.Intrinsics.Vector256<double>;
using Ops = System.Runtime.Intrinsics.Vector256;

namespace CutAwareQnn.Simulation;

/// <summary>Four queries per lane value, in 256 bits.</summary>
public readonly struct FourLanes : ILaneArithmetic<Lane>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Of(double value) => Ops.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ref double first, int index, int length) => Ops.Create(
        Unsafe.Add(ref first, index),
        Unsafe.Add(ref first, index + length),
        Unsafe.Add(ref first, index + (2 * length)),
        Unsafe.Add(ref first, index + (3 * length)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane lane, ref double first, int index, int length)
    {
        if (length == 1)
        {
            Ops.StoreUnsafe(lane, ref first);
            return;
        }

        Unsafe.Add(ref first, index) = Ops.GetElement(lane, 0);
        Unsafe.Add(ref first, index + length) = Ops.GetElement(lane, 1);
        Unsafe.Add(ref first, index + (2 * length)) = Ops.GetElement(lane, 2);
        Unsafe.Add(ref first, index + (3 * length)) = Ops.GetElement(lane, 3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Neg(Lane a) => -a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Add(Lane a, Lane b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Sub(Lane a, Lane b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Mul(Lane a, Lane b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Fma(Lane a, Lane b, Lane c) => Ops.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Fnma(Lane a, Lane b, Lane c) => Ops.FusedMultiplyAdd(-a, b, c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Fms(Lane a, Lane b, Lane c) => Ops.FusedMultiplyAdd(a, b, -c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos(Lane angles, out Lane sin, out Lane cos)
    {
        // The addresses of the caller's variables stay here, so that it keeps them in registers.
        Simulation.SinCos.Compute(angles, out Lane ownSin, out Lane ownCos);
        sin = ownSin;
        cos = ownCos;
    }

    /// <inheritdoc/>
    public static Lane Apply(AngleFunction function, Lane arguments) => AngleMath.Apply(function, arguments);

    /// <inheritdoc/>
    public static Lane Power(Lane bases, int exponent) => AngleMath.Power(bases, exponent);

    /// <inheritdoc/>
    public static Lane Atan2(Lane y, Lane x) => AngleMath.Atan2(y, x);
}
