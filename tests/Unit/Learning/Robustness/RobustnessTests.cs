using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Disturbed features: where attacks lead, and what they cost.</summary>
public sealed class RobustnessTests
{
    /// <summary>f = cos x: the class is +1 for x in (-π/2, π/2).</summary>
    private static readonly Model Cosine = new(
        new CircuitBuilder(1).Reserve(1, 0).Add(Gates.RY, Angle.Feature(0), 0).Build(), PauliSum.Parse("Z"));

    private static readonly IEstimator CosineValues = SmallModels.Exact(Cosine);

    /// <summary>At 0.5 and 1.2 of class +1, 0.37 from the border and more; at 2 of class -1, 0.43 from it.</summary>
    private static readonly LabelledSample[] Samples = [new([0.5], 1), new([1.2], 1), new([2], -1)];

    [Theory]
    [InlineData("one", "squared")]
    [InlineData("one-linear", "logistic")]
    [InlineData("three", "hinge")]
    [InlineData("two-linear-three", "softmax")]
    public void Gradient_ByFeatures_IsTheDifferenceQuotient(string name, string lossName)
    {
        // Central differences with h = 1e-5: h² times a third derivative of about 50, and rounding 1e-16/h.
        const double H = 1e-5;
        Model model = SmallModels.Named(name);
        Loss loss = Losses.Named(lossName);
        IEstimator exact = SmallModels.Exact(model);
        double[] weights = model.FirstWeights(8);
        LabelledSample[] samples = SmallModels.Samples(model, 4);
        double[][] gradients = Robustness.Gradient(model, weights, samples, loss, exact);
        for (int s = 0; s < samples.Length; s++)
        {
            for (int f = 0; f < 4; f++)
            {
                double At(double shift)
                {
                    double[] moved = [.. samples[s].Features];
                    moved[f] += shift;
                    return Evaluation.Of(model, [samples[s] with { Features = moved }], weights, loss, exact).Loss;
                }

                Assert.Equal((At(H) - At(-H)) / (2 * H), gradients[s][f], 1e-8);
            }
        }
    }

    [Fact]
    public void FastGradientSign_MovesEveryFeatureTowardsTheBorder()
    {
        IReadOnlyList<LabelledSample> moved = Apply(Attack.FastGradientSign, 0.25);
        Assert.Equal([0.75, 1.45, 1.75], moved.Select(s => s.Features[0]));
        Assert.Equal([1, 1, -1], moved.Select(s => s.Label));
        Assert.Equal([0.5, 1.2, 2], Samples.Select(s => s.Features[0]));
    }

    [Fact]
    public void FastGradientSign_FlipsASampleBeyondItsDistanceFromTheBorder()
    {
        Robustness robustness = Measure([Attack.FastGradientSign], [0, 0.36, 0.38, 0.42, 0.44, 1.06, 1.08]);
        Assert.Equal([1, 1, 2 / 3.0, 2 / 3.0, 1 / 3.0, 1 / 3.0, 0], robustness.Points.Select(p => p.Accuracy));
    }

    [Fact]
    public void ProjectedGradient_StaysWithinTheMagnitude_AndReachesTheWorstPoint()
    {
        // The loss is monotonous here, so the worst point is the end of the interval; ten steps of a quarter of it reach it.
        IReadOnlyList<LabelledSample> moved = Apply(Attack.ProjectedGradient(), 0.25);
        Assert.Equal([0.75, 1.45, 1.75], moved.Select(s => s.Features[0]));
        Assert.All(
            Apply(Attack.ProjectedGradient(1), 0.25).Zip(Samples),
            pair => Assert.InRange(Math.Abs(pair.First.Features[0] - pair.Second.Features[0]), 0, 0.25));
        Assert.Throws<CircuitException>(() => Attack.ProjectedGradient(0));
    }

    [Fact]
    public void ProjectedGradient_RaisesTheLossAtLeastAsMuchOnAverage()
    {
        LabelledSample[] samples = SmallModels.Samples(StoredTraining.Model, 30);
        var robustness = Robustness.Measure(
            StoredTraining.Model,
            StoredTraining.FirstWeights,
            samples,
            Loss.MeanSquared,
            [Attack.Gaussian, Attack.FastGradientSign, Attack.ProjectedGradient(20)],
            [0, 0.4],
            StoredTraining.Exact);
        double[] losses = [.. robustness.Points.Where(p => p.Magnitude > 0).Select(p => p.Loss)];
        Assert.True(robustness.Points[0].Loss < losses[1]);
        Assert.True(losses[0] < losses[1] && losses[1] <= losses[2]);
    }

    [Fact]
    public void GaussianNoise_HasTheMagnitudeAsItsDeviation_AndTheSameDirectionsAtEachMagnitude()
    {
        // 40,000 normal numbers: mean within 5/200, variance within 5·√2/200 of 1; one false alarm in a million, and the seed is fixed.
        LabelledSample[] zeros = [.. Enumerable.Range(0, 10_000).Select(_ => new LabelledSample(new double[4], 1))];
        double[] noise = [.. Attack.Gaussian.Apply(zeros, 1, null!, seed: 2).SelectMany(s => s.Features)];
        Assert.Equal(0, noise.Average(), 0.025);
        Assert.Equal(1, noise.Average(x => x * x), 0.036);
        Assert.Equal(noise.Select(x => 0.25 * x), Attack.Gaussian.Apply(zeros, 0.25, null!, seed: 2).SelectMany(s => s.Features));
        Assert.NotEqual(noise, Attack.Gaussian.Apply(zeros, 1, null!, seed: 3).SelectMany(s => s.Features));
    }

    [Fact]
    public void Summary_IsTheMeanOverMagnitudesAboveZero_AveragedOverAttacks()
    {
        Robustness robustness = Measure([Attack.Gaussian, Attack.FastGradientSign], [0, 0.4, 0.44]);
        Assert.Equal(["gaussian", "gaussian", "gaussian", "fgsm", "fgsm", "fgsm"], robustness.Points.Select(p => p.Attack));
        Assert.Equal([0, 0.4, 0.44, 0, 0.4, 0.44], robustness.Points.Select(p => p.Magnitude));
        double[] accuracies = [.. robustness.Points.Select(p => p.Accuracy)];
        Assert.Equal((1, 1), (accuracies[0], accuracies[3]));
        Assert.Equal((accuracies[1] + accuracies[2] + accuracies[4] + accuracies[5]) / 4, robustness.Summary, 1e-15);
    }

    [Fact]
    public void AttacksBesides_AreMeasured_ButNotInTheSummary()
    {
        Robustness with = Robustness.Measure(
            Cosine,
            [],
            Samples,
            Loss.MeanSquared,
            [Attack.FastGradientSign],
            [0, 0.4],
            CosineValues,
            besides: [Attack.ProjectedGradient()]);
        Assert.Equal(["fgsm", "fgsm", "pgd", "pgd"], with.Points.Select(p => p.Attack));
        Assert.Equal(Measure([Attack.FastGradientSign], [0, 0.4]).Summary, with.Summary);
    }

    [Fact]
    public void Cancellation_EndsTheMeasurement()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Robustness.Measure(
            Cosine, [], Samples, Loss.MeanSquared, [Attack.FastGradientSign], [0, 0.4], CosineValues, cancellationToken: stop.Token));
    }

    [Fact]
    public void ASampledClassifier_IsAttackedByExactDerivatives_WithItsOwnRandomNumbersAtEachPoint()
    {
        LabelledSample[] samples = SmallModels.Samples(StoredTraining.Model, 10);
        Robustness Measured() => Robustness.Measure(
            StoredTraining.Model,
            StoredTraining.FirstWeights,
            samples,
            Loss.MeanSquared,
            [Attack.FastGradientSign],
            [0, 0, 0.1],
            StoredTraining.Exact,
            new CutEstimator(StudyCircuit.Plan("AABB"), new(ShotBudget.Each(64), Seed: 3)));
        Robustness first = Measured();
        Assert.Equal(first.Points, Measured().Points);
        Assert.NotEqual(first.Points[0].Loss, first.Points[1].Loss);
    }

    [Fact]
    public void QuestionsWithoutAnAnswer_AreRefused()
    {
        Refused("without an attack", () => Measure([], [0.1]));
        Refused("there are none", () => Measure([Attack.Gaussian], [0]));
        Refused("magnitude -1 ", () => Measure([Attack.Gaussian], [0.1, -1]));
        Refused("magnitude NaN ", () => Measure([Attack.Gaussian], [double.NaN]));

        static void Refused(string part, Func<object> act) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(act).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<LabelledSample> Apply(Attack attack, double magnitude) =>
        attack.Apply(Samples, magnitude, s => Robustness.Gradient(Cosine, [], s, Loss.MeanSquared, CosineValues), seed: 4);

    private static Robustness Measure(IReadOnlyList<Attack> attacks, IReadOnlyList<double> magnitudes) =>
        Robustness.Measure(Cosine, [], Samples, Loss.MeanSquared, attacks, magnitudes, CosineValues);
}
