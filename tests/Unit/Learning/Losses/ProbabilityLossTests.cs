using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Losses of class probabilities and of a regression, and the probabilities that outputs state.</summary>
public sealed class ProbabilityLossTests
{
    [Theory]
    [InlineData(0.2, 0.5, 0.3, 1)]
    [InlineData(0.9, 0.1, 0, 2)]
    [InlineData(0.7, 0.4, -0.1, 2)]
    [InlineData(0.9, 0.0004, 0.0996, 1)]
    public void Slopes_AreTheDifferenceQuotients(double p0, double p1, double p2, double label)
    {
        // Central differences with h = 1e-6: h² times a third derivative of at most 2/0.2³ = 250, and rounding 1e-15/h.
        const double H = 1e-6;
        foreach (Loss loss in (Loss[])[Loss.CrossEntropy, Loss.Brier])
        {
            double[] outputs = [p0, p1, p2], slopes = [9, 9, 9];
            loss.Differentiate(outputs, label, slopes);
            for (int k = 0; k < 3; k++)
            {
                double At(double shift) => loss.Value([.. outputs.Select((p, i) => i == k ? p + shift : p)], label);
                Assert.Equal((At(H) - At(-H)) / (2 * H), slopes[k], 1e-6);
            }
        }
    }

    [Fact]
    public void Values_AreTheClosedForms()
    {
        Assert.Equal(-Math.Log(0.3), Loss.CrossEntropy.Value([0.2, 0.5, 0.3], 2), 1e-14);
        Assert.Equal((0.2 * 0.2) + (0.5 * 0.5) + (0.7 * 0.7), Loss.Brier.Value([0.2, 0.5, 0.3], 2), 1e-14);
        Assert.Equal(Math.Log(1000) + 1, Loss.CrossEntropy.Value([1, 0], 1), 1e-12);
        Assert.Equal((0.25, -1), (Loss.Regression.Value(0.5, 1), Loss.Regression.Derivative(0.5, 1)));
    }

    [Fact]
    public void Probabilities_AreThoseThatTheLossMeans_OrNone()
    {
        Assert.Null(Loss.MeanSquared.Probabilities([0.5]));
        Assert.Null(Loss.Hinge.Probabilities([0.5]));
        Assert.Null(Loss.Logistic.Probabilities([0.5, 0.2]));
        Assert.Equal(1 / (1 + Math.Exp(-0.5)), Loss.Logistic.Probabilities([0.5])![1], 1e-14);
        double sum = Math.Exp(0.5) + Math.Exp(-1) + Math.Exp(2);
        Assert.Equal(Math.Exp(-1) / sum, Loss.SoftmaxCrossEntropy.Probabilities([0.5, -1, 2])![1], 1e-14);
        Assert.Equal([0.2, 0.5, 0.3], Loss.Brier.Probabilities([0.2, 0.5, 0.3])!, Near);

        // The nearest distribution to an estimate.
        Assert.Equal([0.65, 0.35, 0], Loss.CrossEntropy.Probabilities([0.7, 0.4, -0.1])!, Near);
    }

    [Fact]
    public void RSquared_IsTheShareOfTheVariance_AndNoAccuracy()
    {
        LabelledSample[] samples = [new([0], 1), new([0], 2), new([0], 6)];
        var found = Evaluation.Of(samples, [[2], [2], [5]], Loss.Regression);
        Assert.Null(found.Accuracy);
        Assert.Equal((2 / 3.0, 1 - (2 / 14.0)), (found.Loss, found.RSquared!.Value));
        Assert.Equal(0, Evaluation.Of(samples, [[3], [3], [3]], Loss.Regression).RSquared);
        Assert.Null(Evaluation.Of(samples[..1], [[3]], Loss.Regression).RSquared);
        Assert.Null(Evaluation.Of([new([0], 1)], [[3]], Loss.MeanSquared).RSquared);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
