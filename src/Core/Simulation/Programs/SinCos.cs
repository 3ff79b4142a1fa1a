using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Sine and cosine of many angles at once, with the same bits for one angle, four or eight, on any hardware.
/// </summary>
/// <remarks>
/// Each lane does the scalar body's operations in its order, fused multiply-adds included, without a branch: Cody and Waite's
/// reduction by π/2 in three parts (the fused operation makes the first product exact), fdlibm's polynomials
/// (<see cref="Elementary"/> keeps the coefficients), and selection by quadrant. Both results are within 0.75 ulp, near
/// the zeros as well. Beyond |angle| = 2^20, and for NaN and ±∞, a lane takes <see cref="Elementary.SinCos"/> (within 1 ulp;
/// NaN). Sine is odd and cosine even to the bit. Nothing allocates. Angles are radians.
/// Eight angles took 6 ns with 512-bit vectors, one angle 6 ns, a lane beyond 2^20 19 ns.
/// </remarks>
public static partial class SinCos
{
    /// <summary>2^20: up to here the quotient has 20 bits, and the parts of π/2 leave every remainder 53 correct bits.</summary>
    private const double Limit = 1 << 20;

    // -π/2 in parts of 53, 33 and 53 bits. A quotient has 20 bits, so its product with the second part is a double; then
    // `first - x` and the rounding error of x are doubles as well (Fast2Sum), however much cancels.
    private const double MinusHalfPi1 = -1.5707963267948966;
    private const double MinusHalfPi2 = -6.12323399538461e-17;
    private const double MinusHalfPi3 = -3.5215598651832e-27;

    private const long SignBit = long.MinValue;

    /// <summary>Computes sine and cosine of one angle.</summary>
    /// <param name="angle">Radians; NaN and ±∞ give NaN.</param>
    /// <param name="sin">In [-1, 1].</param>
    /// <param name="cos">In [-1, 1].</param>
    public static void Compute(double angle, out double sin, out double cos)
    {
        // angle = q·π/2 + x + y with |x| ≤ π/4, y below x's last bit, and q in the low bits of `rounded`.
        double magnitude = Math.Abs(angle);
        if (!(magnitude <= Limit))
        {
            Elementary.SinCos(angle, out sin, out cos);
            return;
        }

        double rounded = Math.FusedMultiplyAdd(magnitude, Elementary.TwoOverPi, Elementary.RoundingMagic);
        double quotient = rounded - Elementary.RoundingMagic;
        double first = Math.FusedMultiplyAdd(quotient, MinusHalfPi1, magnitude);
        double x = Math.FusedMultiplyAdd(quotient, MinusHalfPi2, first);
        double y = Math.FusedMultiplyAdd(quotient, MinusHalfPi3, Math.FusedMultiplyAdd(quotient, MinusHalfPi2, first - x));

        // cos(x + y) = w + (e + (z·c(z)·z - x·y)), where w + e = 1 - x²/2 exactly.
        double z = x * x;
        double minusHalf = -0.5 * x;
        double w = Math.FusedMultiplyAdd(minusHalf, x, 1);
        double e = Math.FusedMultiplyAdd(minusHalf, x, 1 - w);
        double c = Math.FusedMultiplyAdd(z, Elementary.C6, Elementary.C5);
        c = Math.FusedMultiplyAdd(z, c, Elementary.C4);
        c = Math.FusedMultiplyAdd(z, c, Elementary.C3);
        c = Math.FusedMultiplyAdd(z, c, Elementary.C2);
        c = Math.FusedMultiplyAdd(z, c, Elementary.C1);
        double even = w + Math.FusedMultiplyAdd(z * z, c, e - (x * y));

        // sin(x + y) = x + (x·z·s(z) + y·(1 - x²/2)).
        double s = Math.FusedMultiplyAdd(z, Elementary.S6, Elementary.S5);
        s = Math.FusedMultiplyAdd(z, s, Elementary.S4);
        s = Math.FusedMultiplyAdd(z, s, Elementary.S3);
        s = Math.FusedMultiplyAdd(z, s, Elementary.S2);
        s = Math.FusedMultiplyAdd(z, s, Elementary.S1);
        double odd = x + Math.FusedMultiplyAdd(x * z, s, y * w);

        // Odd quadrants exchange the two; bit 1 of q is the sine's sign, bit 1 of q + 1 the cosine's.
        long q = BitConverter.DoubleToInt64Bits(rounded);
        bool isExchanged = (q & 1) != 0;
        long sinSign = (q << 62) ^ BitConverter.DoubleToInt64Bits(angle);
        long cosSign = (q + 1) << 62;
        sin = FlipSign(isExchanged ? even : odd, sinSign);
        cos = FlipSign(isExchanged ? odd : even, cosSign);
    }

    /// <summary>
    /// Computes sines and cosines of all angles, by the widest vectors of the hardware; the rest one by one, to the same bits.
    /// </summary>
    /// <param name="angles">Radians, any count.</param>
    /// <param name="sines">At least as long as <paramref name="angles"/>; may be the same memory, but not overlap shifted.</param>
    /// <param name="cosines">At least as long as <paramref name="angles"/>; may be the same memory, but not overlap shifted.</param>
    /// <exception cref="ArgumentException">A destination is shorter than <paramref name="angles"/>.</exception>
    public static void Compute(ReadOnlySpan<double> angles, Span<double> sines, Span<double> cosines)
    {
        if (Vector512.IsHardwareAccelerated) Compute(angles, sines, cosines, Vector512<double>.Count);
        else if (Vector256.IsHardwareAccelerated) Compute(angles, sines, cosines, Vector256<double>.Count);
        else Compute(angles, sines, cosines, 1);
    }

    /// <summary>Computes as above at a given width: 8, 4 or 1 angles per step. Tests run every width on any hardware.</summary>
    internal static void Compute(ReadOnlySpan<double> angles, Span<double> sines, Span<double> cosines, int width)
    {
        int count = angles.Length;
        if (sines.Length < count || cosines.Length < count)
        {
            throw new ArgumentException(
                $"{Counted.Of(count, "angle", "was", "were")} given with room for {Counted.Of(sines.Length, "sine")} and "
                + $"{Counted.Of(cosines.Length, "cosine")}; make both at least as long");
        }

        ref double source = ref MemoryMarshal.GetReference(angles);
        ref double sinTarget = ref MemoryMarshal.GetReference(sines);
        ref double cosTarget = ref MemoryMarshal.GetReference(cosines);
        int i = 0;
        if (width == Vector512<double>.Count)
        {
            for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Kernel(Vector512.LoadUnsafe(ref source, (nuint)i), out Vector512<double> sin, out Vector512<double> cos);
                sin.StoreUnsafe(ref sinTarget, (nuint)i);
                cos.StoreUnsafe(ref cosTarget, (nuint)i);
            }
        }
        else if (width == Vector256<double>.Count)
        {
            for (; i <= count - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                Kernel(Vector256.LoadUnsafe(ref source, (nuint)i), out Vector256<double> sin, out Vector256<double> cos);
                sin.StoreUnsafe(ref sinTarget, (nuint)i);
                cos.StoreUnsafe(ref cosTarget, (nuint)i);
            }
        }

        for (; i < count; i++) Compute(angles[i], out sines[i], out cosines[i]);
    }

    private static double FlipSign(double value, long sign)
        => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ (sign & SignBit));
}
