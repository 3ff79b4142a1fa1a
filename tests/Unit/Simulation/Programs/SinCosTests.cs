using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

public class SinCosTests
{
    [Fact]
    public void Compute_WithinTheVectorsRange_IsWithinThreeQuartersOfAnUlp()
    {
        IEnumerable<double> angles =
        [
            .. Arguments.Special.Where(angle => Math.Abs(angle) <= 1 << 20), .. Arguments.Uniform(31, 8000, Math.PI / 4),
            .. Arguments.Uniform(32, 8000, 7), .. Arguments.Uniform(33, 4000, 1 << 20), .. Arguments.NearQuarterTurns(34, 3000, 1 << 20),
            .. Enumerable.Range(-512, 1025).Select(step => step * (Math.PI / 128)),
        ];
        foreach (double angle in angles)
        {
            SinCos.Compute(angle, out double sin, out double cos);
            (FixedPoint exactSin, FixedPoint exactCos) = FixedPoint.SinCos(angle);
            double error = Math.Max(exactSin.UlpError(sin), exactCos.UlpError(cos));
            Assert.True(error <= 0.75, $"at {angle:R} the sine {sin:R} or the cosine {cos:R} is wrong by {error} ulp");
        }
    }

    [Fact]
    public void Compute_EveryWidthAndRemainder_HasTheBitsOfTheScalar()
    {
        double[] angles = MixedAngles();
        foreach (int width in (int[])[1, 4, 8])
        {
            double[] sines = new double[angles.Length];
            double[] cosines = new double[angles.Length];
            SinCos.Compute(angles, sines, cosines, width);
            for (int i = 0; i < angles.Length; i++) AssertScalarBits(angles[i], sines[i], cosines[i]);
        }

        for (int count = 0; count < 35; count++)
        {
            // Two sentinels after each destination show that no vector is stored past its end.
            double[] sines = new double[count + 2];
            double[] cosines = new double[count + 2];
            ReadOnlySpan<double> some = angles.AsSpan(count * 97, count);
            SinCos.Compute(some, sines, cosines);
            for (int i = 0; i < count; i++) AssertScalarBits(some[i], sines[i], cosines[i]);
            Assert.Equal([0, 0, 0, 0], [.. sines.AsSpan(count), .. cosines.AsSpan(count)]);
        }
    }

    [Fact]
    public void Compute_Vectors_HaveTheBitsOfTheScalar()
    {
        double[] angles = MixedAngles();
        for (int i = 0; i + 8 <= angles.Length; i += 8)
        {
            SinCos.Compute(Vector512.Create(angles, i), out Vector512<double> sin8, out Vector512<double> cos8);
            for (int lane = 0; lane < 8; lane++) AssertScalarBits(angles[i + lane], sin8[lane], cos8[lane]);
            SinCos.Compute(Vector256.Create(angles, i), out Vector256<double> sin4, out Vector256<double> cos4);
            for (int lane = 0; lane < 4; lane++) AssertScalarBits(angles[i + lane], sin4[lane], cos4[lane]);
        }
    }

    [Fact]
    public void Compute_IsOddAndEvenToTheBit()
    {
        foreach (double angle in MixedAngles())
        {
            SinCos.Compute(angle, out double sin, out double cos);
            if (double.IsFinite(angle)) AssertScalarBits(-angle, -sin, cos);
        }
    }

    [Fact]
    public void Compute_BeyondTheVectorsRange_IsElementarys()
    {
        foreach (double angle in Arguments.AnyFinite(41, 10000).Where(angle => Math.Abs(angle) > 1 << 20))
        {
            Elementary.SinCos(angle, out double sin, out double cos);
            AssertScalarBits(angle, sin, cos);
        }
    }

    [Fact]
    public void Compute_InPlace_OverwritesTheAngles()
    {
        double[] angles = MixedAngles();
        double[] sines = [.. angles];
        double[] cosines = new double[angles.Length];
        SinCos.Compute(sines, sines, cosines);
        for (int i = 0; i < angles.Length; i++) AssertScalarBits(angles[i], sines[i], cosines[i]);
    }

    [Fact]
    public void Compute_WithTooLittleRoom_SaysHowMuch()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => SinCos.Compute(new double[9], new double[9], new double[8]));
        Assert.Contains("9 angles were given with room for 9 sines and 8 cosines", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Draws 100,003 angles (no width divides it) of every magnitude: vectors have ordinary lanes next to huge and NaN ones.
    /// </summary>
    private static double[] MixedAngles()
    {
        double[] angles =
        [
            .. Arguments.Special, double.NaN, double.PositiveInfinity, double.NegativeInfinity, .. Arguments.Uniform(51, 60000, 10),
            .. Arguments.Uniform(52, 20000, 1 << 21), .. Arguments.AnyFinite(53, 10000), .. Arguments.NearQuarterTurns(54, 3400, 1 << 20),
        ];
        new Random(55).Shuffle(angles);
        return angles[..100003];
    }

    private static void AssertScalarBits(double angle, double sin, double cos)
    {
        SinCos.Compute(angle, out double expectedSin, out double expectedCos);
        Assert.True(
            BitConverter.DoubleToInt64Bits(expectedSin) == BitConverter.DoubleToInt64Bits(sin)
                && BitConverter.DoubleToInt64Bits(expectedCos) == BitConverter.DoubleToInt64Bits(cos),
            $"at {angle:R} ({sin:R}, {cos:R}) differs from the scalar's ({expectedSin:R}, {expectedCos:R})");
    }
}
