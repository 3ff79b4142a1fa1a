using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Simultaneous perturbation.</summary>
public sealed class SpsaTests
{
    private static readonly double[] Weights = [0.5, -1, 2];

    [Fact]
    public void Points_LieOppositeEachOther_AlongSigns()
    {
        var spsa = new Spsa(0.1, Perturbation: 0.25, Seed: 3);
        foreach (int step in new[] { 0, 1, 7 })
        {
            double size = 0.25 / Math.Pow(step + 1, 0.101);
            IReadOnlyList<double[]> points = spsa.Points(Weights, new StepState(step));
            Assert.Equal(2, points.Count);
            Assert.All(Weights, (w, i) =>
            {
                Assert.Equal(size, Math.Abs(points[0][i] - w), 1e-15);
                Assert.Equal(w, 0.5 * (points[0][i] + points[1][i]), 1e-15);
            });
        }
    }

    [Fact]
    public void Step_OnAParabola_IsTheSlopeAlongTheSigns()
    {
        // L = |θ|²/2 has the exact slope θ·Δ along Δ, whatever the perturbation.
        var spsa = new Spsa(0.2, Perturbation: 0.25, Seed: 3, Stability: 2);
        var state = new StepState(4);
        IReadOnlyList<double[]> points = spsa.Points(Weights, state);
        double[] signs = [.. Weights.Select((w, i) => (double)Math.Sign(points[0][i] - w))];
        double slope = Weights.Zip(signs, (w, sign) => w * sign).Sum();
        OptimiserStep step = spsa.Step(Weights, state, [.. points.Select(p => new LossPoint(0.5 * p.Sum(x => x * x)))], 0.5);
        double rate = 0.5 * 0.2 / Math.Pow(4 + 1 + 2, 0.602);
        Assert.All(signs, (sign, i) => Assert.Equal(slope * sign, step.Gradient[i], 1e-13));
        Assert.All(signs, (sign, i) => Assert.Equal(Weights[i] - (rate * slope * sign), step.Weights[i], 1e-13));
        Assert.Equal(5, step.State.StepCount);
    }

    [Fact]
    public void Estimate_IsTheGradientOnAverage()
    {
        // ĝ_i = θ_i + Σ_{j≠i} θ_j Δ_j Δ_i: variance at most |θ|² = 5.25; of 4,000 draws the mean has an error of 0.036. Five of them: one
        // false alarm in half a million, and the seeds are fixed.
        double[] sum = new double[3];
        for (int seed = 0; seed < 4000; seed++)
        {
            var spsa = new Spsa(0.1, Seed: (ulong)seed);
            IReadOnlyList<double[]> points = spsa.Points(Weights, spsa.Start(3));
            double[] estimate = spsa.Step(
                Weights, spsa.Start(3), [.. points.Select(p => new LossPoint(0.5 * p.Sum(x => x * x)))], 1).Gradient;
            sum = [.. sum.Zip(estimate, (a, b) => a + b)];
        }

        Assert.All(Weights, (w, i) => Assert.Equal(w, sum[i] / 4000, 0.18));
    }

    [Fact]
    public void Training_AsksTwiceASample_WithoutDerivatives_AndLearns()
    {
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, 1).Scaled();
        var training = new Training(
            StoredTraining.Model,
            split.Train,
            new(30, 10, new Spsa(0.3, 0.1, Seed: 2, Stability: 10), Loss.MeanSquared, GradientMethod.Adjoint, 2));
        Assert.Null(training.Gradient);
        Assert.Equal(20, training.Queries(training.Start()).Count);
        TrainingState state = Trainer.Run(training, StoredTraining.Exact);
        Assert.InRange(
            Evaluation.Of(StoredTraining.Model, split.Test, state.Weights, Loss.MeanSquared, StoredTraining.Exact).Accuracy!.Value, 0.9, 1);
    }
}
