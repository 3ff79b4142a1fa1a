using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public class ElementaryTests
{
    private static IEnumerable<double> Angles =>
    [
        .. Arguments.Special,
        .. Arguments.Uniform(1, 4000, Math.PI / 4),
        .. Arguments.Uniform(2, 4000, 7),
        .. Arguments.Uniform(3, 2000, 1 << 20),
        .. Arguments.Uniform(4, 2000, 1e9),
        .. Arguments.NearQuarterTurns(5, 800, 1 << 20),
        .. Arguments.NearQuarterTurns(6, 400, 1L << 40),
        .. Arguments.AnyFinite(7, 1500),
    ];

    [Fact]
    public void SinAndCos_AnyMagnitude_AreWithinOneUlp()
    {
        foreach (double angle in Angles)
        {
            (FixedPoint sin, FixedPoint cos) = FixedPoint.SinCos(angle);
            AssertWithin(1, sin, Elementary.Sin(angle), angle);
            AssertWithin(1, cos, Elementary.Cos(angle), angle);
        }
    }

    [Fact]
    public void SinCos_HasTheBitsOfSinAndCos()
    {
        foreach (double angle in Angles)
        {
            Elementary.SinCos(angle, out double sin, out double cos);
            AssertSameBits(Elementary.Sin(angle), sin, angle);
            AssertSameBits(Elementary.Cos(angle), cos, angle);
            AssertSameBits(-sin, Elementary.Sin(-angle), -angle);
            AssertSameBits(cos, Elementary.Cos(-angle), -angle);
        }
    }

    [Fact]
    public void Tan_AnyMagnitude_IsWithinOneUlp()
    {
        foreach (double angle in Angles) AssertWithin(1, FixedPoint.Tan(angle), Elementary.Tan(angle), angle);
    }

    [Fact]
    public void Exp_OverItsRange_IsWithinOneUlp()
    {
        IEnumerable<double> exponents =
        [
            0.0, -0.0, 1, -1, 1e-300, 1e-17, -1e-17, 0.34657359027997264, 0.34657359027997270, 709.782712893384, -708.3964185322641,
            -708.4, -744.4400719213812, -745.1332191019411, .. Arguments.Uniform(11, 6000, 1), .. Arguments.Uniform(12, 3000, 40),
            .. Arguments.Uniform(13, 1500, 708), .. Arguments.Uniform(14, 300, 18.5).Select(x => x - 726),
        ];
        foreach (double exponent in exponents) AssertWithin(1, FixedPoint.Exp(exponent), Elementary.Exp(exponent), exponent);
    }

    [Fact]
    public void Log_OfAnyPositive_IsWithinOneUlp()
    {
        IEnumerable<double> values =
        [
            1, 2, 10, double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, double.MaxValue, Math.Sqrt(2),
            Math.BitIncrement(Math.Sqrt(2)), Math.Sqrt(0.5), Math.BitIncrement(1), Math.BitDecrement(1),
            .. Arguments.Uniform(21, 6000, 1).Select(Math.Abs), .. Arguments.Uniform(22, 6000, 0.4).Select(x => 1 + x),
            .. Arguments.Uniform(23, 2000, 1e-6).Select(x => 1 + x), .. Arguments.AnyFinite(24, 6000).Select(Math.Abs),
        ];
        foreach (double value in values) AssertWithin(1, FixedPoint.Log(value), Elementary.Log(value), value);
    }

    [Theory]
    [InlineData(1, 6.123233995736766e-17)]
    [InlineData(2, -1.0)]
    [InlineData(3, -1.8369701987210297e-16)]
    [InlineData(4, 1.0)]
    public void Cos_AtTheDoubleNearestToQuarterTurns_IsThePlatforms(int quarterTurns, double expected)
        => Assert.Equal(expected, Elementary.Cos(quarterTurns * (Math.PI / 2)));

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.2246467991473532e-16)]
    [InlineData(3, -1.0)]
    [InlineData(4, -2.4492935982947064e-16)]
    public void Sin_AtTheDoubleNearestToQuarterTurns_IsThePlatforms(int quarterTurns, double expected)
        => Assert.Equal(expected, Elementary.Sin(quarterTurns * (Math.PI / 2)));

    [Fact]
    public void SpecialValues_AreThoseOfIeee754()
    {
        foreach (double angle in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            Assert.True(double.IsNaN(Elementary.Sin(angle)) && double.IsNaN(Elementary.Cos(angle)) && double.IsNaN(Elementary.Tan(angle)));
        }

        foreach (double zero in (double[])[0.0, -0.0])
        {
            AssertSameBits(zero, Elementary.Sin(zero), zero);
            AssertSameBits(zero, Elementary.Tan(zero), zero);
            Assert.Equal(1.0, Elementary.Cos(zero));
            Assert.Equal(1.0, Elementary.Exp(zero));
            Assert.Equal(double.NegativeInfinity, Elementary.Log(zero));
        }

        Assert.Equal(0.0, Elementary.Log(1));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Log(-1)) && double.IsNaN(Elementary.Log(double.NaN)));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(709.7827128933841));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.Equal(0.0, Elementary.Exp(-745.1332191019412));
        Assert.Equal(0.0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(double.Epsilon, Elementary.Exp(-745.1332191019411));
    }

    private static void AssertWithin(double ulps, FixedPoint expected, double actual, double argument)
    {
        double error = expected.UlpError(actual);
        Assert.True(error <= ulps, $"f({argument:R}) = {actual:R} is wrong by {error} ulp; at most {ulps} are allowed");
    }

    private static void AssertSameBits(double expected, double actual, double argument)
        => Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            $"f({argument:R}) is {actual:R}, not {expected:R}");
}
