using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Losses and their derivatives.</summary>
public sealed class LossTests
{
    public static TheoryData<string, double[], double> Points
    {
        get
        {
            var points = new TheoryData<string, double[], double>();
            foreach (string loss in Losses.Names)
            {
                foreach (double value in new[] { -0.5, 0, 0.3, 4 })
                {
                    foreach (double label in new[] { -1, 1 })
                    {
                        if (Losses.Named(loss).FewestOutputs == 1)
                        {
                            points.Add(loss, [value], label);
                        }

                        points.Add(loss, [value, 0.25], label);
                    }

                    points.Add(loss, [0.125, value, -0.75], 1);
                    points.Add(loss, [0.125, value, -0.75, 2.5], 3);
                }
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Slopes_AreTheDifferenceQuotients(string name, double[] outputs, double label)
    {
        // Central differences with h = 1e-5: h² times a third derivative below 1, and rounding 1e-16/h. No point is near hinge's kink.
        const double H = 1e-5;
        Loss loss = Losses.Named(name);
        double[] slopes = new double[outputs.Length];
        loss.Differentiate(outputs, label, slopes);
        for (int k = 0; k < outputs.Length; k++)
        {
            double At(double shift)
            {
                double[] moved = [.. outputs];
                moved[k] += shift;
                return loss.Value(moved, label);
            }

            Assert.Equal((At(H) - At(-H)) / (2 * H), slopes[k], 1e-9);
        }
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

    [Theory]
    [InlineData(0.25, 1, 0.75, -1)]
    [InlineData(0.25, -1, 1.25, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(-3, -1, 0, 0)]
    public void Hinge_IsWhatTheMarginLacks(double value, double label, double loss, double derivative) =>
        Assert.Equal((loss, derivative), (Loss.Hinge.Value(value, label), Loss.Hinge.Derivative(value, label)));

    [Fact]
    public void SoftmaxCrossEntropy_IsTheLogarithmOfTheShare_AndDoesNotOverflow()
    {
        double sum = Math.Exp(0.5) + Math.Exp(-1) + Math.Exp(2);
        Assert.Equal(-Math.Log(Math.Exp(-1) / sum), Loss.SoftmaxCrossEntropy.Value([0.5, -1, 2], 1), 1e-14);
        Assert.Equal(Math.Log(4), Loss.SoftmaxCrossEntropy.Value([7, 7, 7, 7], 2), 1e-14);
        Assert.Equal(2e300, Loss.SoftmaxCrossEntropy.Value([1e300, -1e300], 1), 1e286);
        Assert.Equal(0, Loss.SoftmaxCrossEntropy.Value([-1e300, 1e300], 1));
    }

    [Fact]
    public void SeveralOutputs_AreEachAskedForTheirOwnClass()
    {
        // Class 2 of three: targets -1, -1, +1.
        Assert.Equal(2.25 + 0.5625 + 0.25, Loss.MeanSquared.Value([0.5, -0.25, 0.5], 2));
        Assert.Equal(1.5 + 0.75 + 0.5, Loss.Hinge.Value([0.5, -0.25, 0.5], 2));

        // Two outputs: -1 is the first class.
        Assert.Equal(0, Loss.MeanSquared.Value([1, -1], -1));
        Assert.Equal(8, Loss.MeanSquared.Value([1, -1], 1));
    }

    [Fact]
    public void IsRight_TakesTheSignOfOneOutput_AndTheLargestOfSeveral()
    {
        Assert.True(Loss.IsRight([0.1], 1));
        Assert.False(Loss.IsRight([0.1], -1));
        Assert.False(Loss.IsRight([0], 1));
        Assert.False(Loss.IsRight([double.NaN], -1));
        Assert.True(Loss.IsRight([0.3, 0.2], -1));
        Assert.True(Loss.IsRight([-0.3, -0.2], 1));
        Assert.True(Loss.IsRight([0.1, 0.9, 0.4], 1));
        Assert.False(Loss.IsRight([0.1, 0.9, 0.4], 2));
    }
}
