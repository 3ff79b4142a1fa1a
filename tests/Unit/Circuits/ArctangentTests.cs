using System.Numerics;
using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public sealed class ArctangentTests
{
    private static IEnumerable<double> Magnitudes =>
        [0.25, 0.4375, 0.5, 0.6875, 1, 1.1875, 1.5, 2.4375, 3, .. Arguments.Uniform(31, 300, 1), .. Arguments.Uniform(32, 300, 1e6)];

    [Fact]
    public void Atan2_InEveryQuadrant_IsWithinTwoUlp()
    {
        double[] abscissas = [1, -1, 0.7, -1e-6, .. Arguments.Uniform(33, 20, 3)];
        foreach (double x in abscissas)
        {
            foreach (double y in Magnitudes)
            {
                double angle = Elementary.Atan2(y, x);
                double ulp = Math.BitIncrement(Math.Abs(angle)) - Math.Abs(angle);
                double error = Math.Abs(Error(y, x, angle)) / ulp;
                Assert.True(error <= 2, $"Atan2({y:R}, {x:R}) = {angle:R} is wrong by {error} ulp; at most 2 are allowed");
            }
        }
    }

    [Fact]
    public void Atan2_OfAnyFinitePoint_IsWithinFourUlpOfThePlatforms()
    {
        foreach ((double y, double x) in Arguments.AnyFinite(34, 20_000).Zip(Arguments.AnyFinite(35, 20_000)))
        {
            AssertNear(y, x);
            AssertNear(y, 1.5 * y);
            AssertNear(y, -y * (x > 0 ? 0.3 : 3));
        }
    }

    [Fact]
    public void Atan2_AtZerosAndInfinities_IsThatOfIeee754()
    {
        double[] special =
            [0.0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, double.MaxValue];
        foreach (double y in special)
        {
            foreach (double x in special)
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(Math.Atan2(y, x)), BitConverter.DoubleToInt64Bits(Elementary.Atan2(y, x)));
            }
        }
    }

    /// <summary>Computes the exact angle less the given one: sin δ = (y·cos - x·sin)/|(x, y)| with sine and cosine to 256 bits.</summary>
    private static double Error(double y, double x, double angle)
    {
        const int Scale = 100;
        (FixedPoint sin, FixedPoint cos) = FixedPoint.SinCos(angle);
        BigInteger cross = ((BigInteger)Math.ScaleB(y, Scale) * cos.Digits) - ((BigInteger)Math.ScaleB(x, Scale) * sin.Digits);
        return Math.ScaleB((double)(cross >> (sin.Bits - Scale)), -2 * Scale) / Math.Sqrt((x * x) + (y * y));
    }

    private static void AssertNear(double y, double x)
    {
        double expected = Math.Atan2(y, x);
        long ulps = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(Elementary.Atan2(y, x)));
        Assert.True(ulps <= 4, $"Atan2({y:R}, {x:R}) = {Elementary.Atan2(y, x):R}, not {expected:R}");
    }
}
