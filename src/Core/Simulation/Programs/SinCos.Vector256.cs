using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;
using Lane = System.Runtime.Intrinsics.Vector256<double>;
using Ops = System.Runtime.Intrinsics.Vector256;

namespace CutAwareQnn.Simulation;

// The text of SinCos.Vector512.cs but for the two aliases: raw operators, as a wrapper of lanes defeats the JIT.
public static partial class SinCos
{
    /// <summary>
    /// Computes sines and cosines of four angles, each with the bits of <see cref="Compute(double, out double, out double)"/>.
    /// </summary>
    /// <param name="angles">Radians; NaN and ±∞ give NaN.</param>
    /// <param name="sin">In [-1, 1].</param>
    /// <param name="cos">In [-1, 1].</param>
    public static void Compute(Lane angles, out Lane sin, out Lane cos) => Kernel(angles, out sin, out cos);

    /// <summary>Runs the scalar body, lane by lane; <see cref="Compute(double, out double, out double)"/> explains the steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kernel(Lane angles, out Lane sin, out Lane cos)
    {
        Lane magnitude = Ops.Abs(angles);
        if (!Ops.LessThanOrEqualAll(magnitude, Ops.Create(Limit)))
        {
            ComputeEach(angles, out sin, out cos);
            return;
        }

        Lane rounded = Ops.FusedMultiplyAdd(magnitude, Ops.Create(Elementary.TwoOverPi), Ops.Create(Elementary.RoundingMagic));
        Lane quotient = rounded - Ops.Create(Elementary.RoundingMagic);
        Lane first = Ops.FusedMultiplyAdd(quotient, Ops.Create(MinusHalfPi1), magnitude);
        Lane x = Ops.FusedMultiplyAdd(quotient, Ops.Create(MinusHalfPi2), first);
        Lane y = Ops.FusedMultiplyAdd(quotient, Ops.Create(MinusHalfPi2), first - x);
        y = Ops.FusedMultiplyAdd(quotient, Ops.Create(MinusHalfPi3), y);

        Lane z = x * x;
        Lane minusHalf = Ops.Create(-0.5) * x;
        Lane w = Ops.FusedMultiplyAdd(minusHalf, x, Lane.One);
        Lane e = Ops.FusedMultiplyAdd(minusHalf, x, Lane.One - w);
        Lane c = Ops.FusedMultiplyAdd(z, Ops.Create(Elementary.C6), Ops.Create(Elementary.C5));
        c = Ops.FusedMultiplyAdd(z, c, Ops.Create(Elementary.C4));
        c = Ops.FusedMultiplyAdd(z, c, Ops.Create(Elementary.C3));
        c = Ops.FusedMultiplyAdd(z, c, Ops.Create(Elementary.C2));
        c = Ops.FusedMultiplyAdd(z, c, Ops.Create(Elementary.C1));
        Lane even = w + Ops.FusedMultiplyAdd(z * z, c, e - (x * y));

        Lane s = Ops.FusedMultiplyAdd(z, Ops.Create(Elementary.S6), Ops.Create(Elementary.S5));
        s = Ops.FusedMultiplyAdd(z, s, Ops.Create(Elementary.S4));
        s = Ops.FusedMultiplyAdd(z, s, Ops.Create(Elementary.S3));
        s = Ops.FusedMultiplyAdd(z, s, Ops.Create(Elementary.S2));
        s = Ops.FusedMultiplyAdd(z, s, Ops.Create(Elementary.S1));
        Lane odd = x + Ops.FusedMultiplyAdd(x * z, s, y * w);

        Vector256<long> q = rounded.AsInt64();
        Lane isExchanged = Ops.Equals(q & Vector256<long>.One, Vector256<long>.One).AsDouble();
        Vector256<long> sinSign = ((q << 62) ^ angles.AsInt64()) & Ops.Create(SignBit);
        Vector256<long> cosSign = ((q + Vector256<long>.One) << 62) & Ops.Create(SignBit);
        sin = Ops.ConditionalSelect(isExchanged, even, odd) ^ sinSign.AsDouble();
        cos = Ops.ConditionalSelect(isExchanged, odd, even) ^ cosSign.AsDouble();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ComputeEach(Lane angles, out Lane sin, out Lane cos)
    {
        sin = cos = Lane.Zero;
        for (int lane = 0; lane < Lane.Count; lane++)
        {
            Compute(angles[lane], out double sine, out double cosine);
            sin = sin.WithElement(lane, sine);
            cos = cos.WithElement(lane, cosine);
        }
    }
}
