using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Losses and their derivatives.</summary>
public sealed class LossTests
{
    public static TheoryData<string, double, double> Points
    {
        get
        {
            var points = new TheoryData<string, double, double>();
            foreach (string loss in new[] { "squared", "logistic" })
            {
                foreach (double value in new[] { -1, -0.5, 0, 0.3, 1, 4 })
                {
                    points.Add(loss, value, -1);
                    points.Add(loss, value, 1);
                }
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Derivative_IsTheDifferenceQuotient(string name, double value, double label)
    {
        // Central differences with h = 1e-5: h² times a third derivative below 1, and rounding 1e-16/h.
        const double H = 1e-5;
        Loss loss = Named(name);
        double quotient = (loss.Value(value + H, label) - loss.Value(value - H, label)) / (2 * H);
        Assert.Equal(quotient, loss.Derivative(value, label), 1e-9);
    }

    [Theory]
    [InlineData(0.25, 1, 0.5625)]
    [InlineData(0.25, -1, 1.5625)]
    [InlineData(1, 1, 0)]
    public void MeanSquared_IsTheSquaredDifference(double value, double label, double expected) =>
        Assert.Equal(expected, Loss.MeanSquared.Value(value, label));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.7, 1)]
    [InlineData(0.7, -1)]
    [InlineData(-12, 1)]
    public void Logistic_IsTheLogarithmOfTheOdds(double value, double label) =>
        Assert.Equal(Math.Log(1 + Math.Exp(-value * label)), Loss.Logistic.Value(value, label), 1e-14);

    [Theory]
    [InlineData(800, 1, 0, 0)]
    [InlineData(-800, 1, 800, -1)]
    [InlineData(800, -1, 800, 1)]
    [InlineData(-1e300, -1, 0, 0)]
    [InlineData(1e300, -1, 1e300, 1)]
    public void Logistic_FarOut_DoesNotOverflow(double value, double label, double loss, double derivative)
    {
        Assert.Equal(loss, Loss.Logistic.Value(value, label));
        Assert.Equal(derivative, Loss.Logistic.Derivative(value, label), 1e-300);
    }

    private static Loss Named(string name) => name == "squared" ? Loss.MeanSquared : Loss.Logistic;
}
