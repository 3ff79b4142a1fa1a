using System.Runtime.CompilerServices;
using CutAwareQnn.Circuits;
using Lane = double;
using Ops = System.Math;

namespace CutAwareQnn.Simulation;

/// <summary>One query per lane value: where there are no vectors, and for the queries that fill none.</summary>
public readonly struct OneLane : ILaneArithmetic<Lane>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Of(double value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ref double first, int index, int length) => Unsafe.Add(ref first, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane lane, ref double first, int index, int length) => Unsafe.Add(ref first, index) = lane;

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
