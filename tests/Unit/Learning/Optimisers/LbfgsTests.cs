using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>L-BFGS as a state machine against MathNet's run in one go.</summary>
public sealed class LbfgsTests
{
    [Fact]
    public void Steps_AskForExactlyWhatTheMinimiserAsksFor()
    {
        var asked = new List<double[]>();
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            asked.Add(point.ToArray());
            (double value, double[] gradient) = Rosenbrock(point.ToArray());
            return (value, Vector<double>.Build.DenseOfArray(gradient));
        });
        MinimizationResult whole = new LimitedMemoryBfgsMinimizer(1e-6, 1e-10, 1e-10, 10, 10_000)
            .FindMinimum(objective, Vector<double>.Build.Dense([-1.2, 1]));

        (double[] weights, List<double[]> points, string reason) = Run(new Lbfgs(), [-1.2, 1], Rosenbrock, 200);
        Assert.Equal(asked.Distinct(new SameNumbers()), points);
        Assert.Equal(whole.MinimizingPoint.ToArray(), weights);
        Assert.Equal(1, weights[0], 1e-6);
        Assert.Equal(1, weights[1], 1e-6);
        Assert.StartsWith("L-BFGS has converged: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_AreTheBestSeen_AtEveryStep()
    {
        var lbfgs = new Lbfgs();
        LbfgsState state = lbfgs.Start(2);
        double[] weights = [-1.2, 1];
        double best = double.PositiveInfinity;
        for (int step = 0; step < 20; step++)
        {
            double[] point = lbfgs.Points(weights, state)[0];
            (double value, double[] gradient) = Rosenbrock(point);
            best = Math.Min(best, value);
            OptimiserStep next = lbfgs.Step(weights, state, [new(value, gradient)], 1);
            (weights, state) = (next.Weights, (LbfgsState)next.State);
            Assert.Equal(best, Rosenbrock(weights).Value);
        }
    }

    [Fact]
    public void Training_EndsWhereTheGradientVanishes_AndSaysSo()
    {
        var training = new Training(
            StoredTraining.Model, StoredTraining.Samples, new(500, 6, new Lbfgs(), Loss.MeanSquared, GradientMethod.Adjoint, 1));
        TrainingState state = Trainer.Run(training, StoredTraining.Exact);
        Assert.StartsWith("L-BFGS ", state.StopReason, StringComparison.Ordinal);
        Assert.InRange(state.Epoch, 2, 499);
        (double loss, double[] gradient) = StoredTraining.LossAt(state.Weights);
        Assert.InRange(Math.Sqrt(gradient.Sum(g => g * g)), 0, 1e-4);
        Assert.True(loss < StoredTraining.LossAt(training.Start().Weights).Loss);
    }

    [Fact]
    public void BatchesSmallerThanTheData_AreRefused() => Assert.Contains(
        "Lbfgs compares losses of different steps but a batch takes 2 of 6 samples",
        Assert.Throws<CircuitException>(() => new Training(
            StoredTraining.Model, StoredTraining.Samples, new(5, 2, new Lbfgs(), Loss.MeanSquared, GradientMethod.Adjoint, 1))).Message,
        StringComparison.Ordinal);

    private static (double[] Weights, List<double[]> Points, string Reason) Run(
        Lbfgs lbfgs, double[] weights, Func<double[], (double Value, double[] Gradient)> loss, int limit)
    {
        OptimiserState state = lbfgs.Start(weights.Length);
        var points = new List<double[]>();
        while (lbfgs.DoneReason(state) is null && points.Count < limit)
        {
            double[] point = Assert.Single(lbfgs.Points(weights, state));
            points.Add(point);
            (double value, double[] gradient) = loss(point);
            (weights, state, _) = lbfgs.Step(weights, state, [new(value, gradient)], 1);
        }

        return (weights, points, lbfgs.DoneReason(state)!);
    }

    private static (double Value, double[] Gradient) Rosenbrock(double[] p)
    {
        double a = 1 - p[0], b = p[1] - (p[0] * p[0]);
        return ((a * a) + (100 * b * b), [(-2 * a) - (400 * p[0] * b), 200 * b]);
    }

    private sealed class SameNumbers : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(double[] numbers) => numbers[0].GetHashCode();
    }
}
