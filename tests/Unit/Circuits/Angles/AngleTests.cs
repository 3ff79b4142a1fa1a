using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>The normal form of angles, and what they refuse.</summary>
public sealed class AngleTests
{
    private static readonly Angle X = Angle.Feature(0);
    private static readonly Angle Y = Angle.Feature(1);
    private static readonly Angle W = Angle.Weight(0);

    public static TheoryData<string, Angle> Texts => new()
    {
        { "0", X - X },
        { "3*x[0]", (2 * X) + X },
        { "-0.5 + 2*x[0]", (2 * X) - 0.5 },
        { "x[0]*w[0]", W * X },
        { "x[0]^3", X * X * X },
        { "1/x[0]", 1 / X },
        { "2*x[0]/w[0]", 2 * X / W },
        { "x[0]", X * W / W },
        { "2*(-1 + x[0])*(-1 + x[1])", ((2 * X) - 2) * (Y - 1) },
        { "-(-1 + x[1])*(1 + x[0])", (-X - 1) * (Y - 1) },
        { "(1 + x[0])^2", (X + 1) * (X + 1) },
        { "1 + x[0]", (X + 1) * Y / Y },
        { "-x[0]^2", -(X * X) },
        { "-sin(x[0])", Angle.Apply(AngleFunction.Sin, -X) },
        { "cos(x[0])", Angle.Apply(AngleFunction.Cos, -X) },
        { "2*sin(0.5*x[0])^2", 2 * Angle.Power(Angle.Apply(AngleFunction.Sin, X / 2), 2) },
        { "x[0]*sqrt(x[0])", Angle.Power(X, 1.5) },
        { "1/x[0]/sqrt(x[0])", Angle.Power(X, -1.5) },
        { "x[0]^2 + w[0]^2", Angle.Power(Angle.Apply(AngleFunction.Sqrt, (X * X) + (W * W)), 2) },
        { "exp(0.3*ln(x[0]))", Angle.Power(X, 0.3) },
        { "exp(x[0]*ln(w[0]))", Angle.Power(W, X) },
        { "atan2(x[0], 1)", Angle.Atan2(X, 1) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ToString_IsTheNormalForm(string expected, Angle angle) => Assert.Equal(expected, angle.ToString());

    [Fact]
    public void EqualExpressions_WrittenDifferently_AreEqualObjects()
    {
        Angle written = ((2 * X) + 2) * Y * W;
        Angle other = W * (2 * (Y * (1 + X)));
        Assert.Equal(written, other);
        Assert.Equal(written.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(written, other + 1e-12);
    }

    [Fact]
    public void Functions_OfConstants_AreConstants()
    {
        foreach (AngleFunction function in Enum.GetValues<AngleFunction>())
        {
            Angle value = Angle.Apply(function, 0.4);
            Assert.True(value.IsConstant);
            Assert.Equal(Reference(function, 0.4), value.Constant, 1e-15);
        }
    }

    [Theory]
    [InlineData("ln(0)")]
    [InlineData("ln(-1)")]
    [InlineData("sqrt(-1)")]
    [InlineData("arcsin(1.5)")]
    [InlineData("arccos(-2)")]
    public void Functions_OutsideTheirDomain_SayWhich(string call)
    {
        AngleFunction function = Enum.GetValues<AngleFunction>().Single(f => call.StartsWith(f.Name() + "(", StringComparison.Ordinal));
        double argument = double.Parse(call[(function.Name().Length + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
        var exception = Assert.Throws<CircuitException>(() => Angle.Apply(function, argument));
        Assert.Contains(call, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DivisionByZero_IsRefused()
    {
        Assert.Throws<CircuitException>(() => X / (Y - Y));
        Assert.Throws<CircuitException>(() => Angle.Power(0, -1));
    }

    [Fact]
    public void ProductsOfManySums_DoNotGrowBeyondTheirText()
    {
        Angle product = 1;
        for (int i = 0; i < 40; i++)
        {
            product *= Angle.Feature(i) + 1;
        }

        Assert.Equal(Math.Pow(1.5, 40), product.Evaluate(_ => 0.5), 1e-6);
        Assert.Single(product.Terms);
    }

    [Fact]
    public void AnglesGrownByALoop_AreRefusedBeforeTheyFillTheMemory()
    {
        Assert.Throws<CircuitException>(() => Repeat(a => Angle.Apply(AngleFunction.Sin, a)));
        Assert.Throws<CircuitException>(() => Repeat(a => (a + 1) * (a + 2)));
        Assert.Throws<CircuitException>(() => Repeat(a => a * a));

        static Angle Repeat(Func<Angle, Angle> step)
        {
            Angle angle = X;
            for (int i = 0; i < 1_000_000; i++)
            {
                angle = step(angle);
            }

            return angle;
        }
    }

    [Fact]
    public void Binding_OutsideAFunctionsDomain_NamesTheFunction()
    {
        var binding = new CutAwareQnn.Simulation.AngleBinding([Angle.Apply(AngleFunction.Sqrt, X), 1 / Y]);
        Assert.Contains(
            "sqrt(-1)", Assert.Throws<CircuitException>(() => binding.Evaluate(0, [-1, 1], [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "0 to the power -1", Assert.Throws<CircuitException>(() => binding.Evaluate(1, [1, 0], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Atan2_InEveryQuadrant_IsTheLibrarysWithinFourUlps()
    {
        for (int i = 0; i < 10_000; i++)
        {
            // Points on circles of very different radii, by the golden angle.
            double turn = i * 2.399963229728653, radius = Math.Pow(10, (i % 41) - 20);
            double y = radius * Math.Sin(turn), x = radius * Math.Cos(turn);
            double expected = Math.Atan2(y, x);
            Assert.InRange(Elementary.Atan2(y, x) - expected, -4 * Math.Abs(expected) * 2.3e-16, 4 * Math.Abs(expected) * 2.3e-16);
        }

        Assert.Equal(0, Elementary.Atan2(0, 0));
        Assert.Equal(Math.PI, Elementary.Atan2(0, -1));
    }

    private static double Reference(AngleFunction function, double x) => function switch
    {
        AngleFunction.Sin => Math.Sin(x),
        AngleFunction.Cos => Math.Cos(x),
        AngleFunction.Tan => Math.Tan(x),
        AngleFunction.Exp => Math.Exp(x),
        AngleFunction.Ln => Math.Log(x),
        AngleFunction.Sqrt => Math.Sqrt(x),
        AngleFunction.Arcsin => Math.Asin(x),
        AngleFunction.Arccos => Math.Acos(x),
        _ => Math.Atan(x),
    };
}
