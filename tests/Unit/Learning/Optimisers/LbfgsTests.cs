using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>L-BFGS on functions with known minima, compared with the iterations that SciPy 1.10 needs.</summary>
public sealed class LbfgsTests
{
    [Theory]
    [InlineData(3, 38, 50)]
    [InlineData(5, 39, 48)]
    [InlineData(10, 37, 45)]
    public void Rosenbrock_TakesAsManyIterationsAsSciPy(int memory, int iterations, int evaluations)
    {
        // minimize(method="L-BFGS-B", maxcor=memory, gtol=1e-5) from (-1.2, 1); BFGS takes 34 (Nocedal and Wright 2006, section 6.1). Line
        // searches differ in detail, so a fifth more is permitted.
        (double[] weights, List<double[]> points, LbfgsState state) =
            Run(new Lbfgs(memory, GradientTolerance: 1e-5), [-1.2, 1], Rosenbrock);
        Assert.InRange(state.IterationCount, 20, iterations * 1.2);
        Assert.InRange(points.Count, 30, evaluations * 1.2);
        Assert.Equal(1, weights[0], 1e-5);
        Assert.Equal(1, weights[1], 1e-5);
        Assert.Equal("L-BFGS has converged: no derivative of the loss is above 1E-5", state.Done);
    }

    [Theory]
    [InlineData(10, 10, 21)]
    [InlineData(10, 100, 52)]
    [InlineData(10, 1000, 83)]
    [InlineData(50, 1000, 264)]
    public void Quadratic_TakesAsManyIterationsAsSciPy(int variables, double condition, int iterations)
    {
        // Curvatures from 1 to the condition number in geometric progression, from (1, …, 1); gtol=1e-6.
        double[] curvatures = [.. Enumerable.Range(0, variables).Select(i => Math.Pow(condition, i / (variables - 1.0)))];
        (double[] weights, _, LbfgsState state) = Run(
            new Lbfgs(ProgressTolerance: 1e-20), [.. curvatures.Select(_ => 1.0)], x => Quadratic(x, curvatures));
        Assert.StartsWith("L-BFGS has converged", state.Done, StringComparison.Ordinal);
        Assert.InRange(state.IterationCount, 2, iterations * 1.2);
        Assert.All(weights, (w, i) => Assert.InRange(Math.Abs(w), 0, 1e-6 / curvatures[i]));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e3)]
    public void Parabola_IsMinimisedByTheCubicOfItsFirstTrial(double curvature)
    {
        // The cubic through two points of a parabola is the parabola, so the second or third trial is the minimum.
        (double[] weights, List<double[]> points, LbfgsState state) = Run(
            new Lbfgs(GradientTolerance: 1e-9, ProgressTolerance: 1e-30), [3], x => Quadratic(x, [curvature]));
        Assert.StartsWith("L-BFGS has converged", state.Done, StringComparison.Ordinal);
        Assert.InRange(points.Count, 3, 5);
        Assert.Equal(0, weights[0], 1e-9 / curvature);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1)]
    [InlineData(1e6)]
    public void FirstTrial_HasLengthOne_WhateverTheSizeOfTheGradient(double size)
    {
        var lbfgs = new Lbfgs();
        OptimiserStep step = lbfgs.Step([1, 2], lbfgs.Start(2), [new(5, [0.6 * size, -0.8 * size])], 1);
        double[] trial = Assert.Single(lbfgs.Points(step.Weights, step.State));
        Assert.Equal(1 - 0.6, trial[0], 1e-14);
        Assert.Equal(2 + 0.8, trial[1], 1e-14);
    }

    [Fact]
    public void AcceptedPoints_MeetBothWolfeConditions()
    {
        var lbfgs = new Lbfgs();
        OptimiserState state = lbfgs.Start(2);
        double[] weights = [-1.2, 1];
        LbfgsState? before = null;
        int accepted = 0;
        while (lbfgs.DoneReason(state) is null)
        {
            (double value, double[] gradient) = Rosenbrock(lbfgs.Points(weights, state)[0]);
            (weights, state, _) = lbfgs.Step(weights, state, [new(value, gradient)], 1);
            var now = (LbfgsState)state;
            if (before is not null && now.IterationCount > before.IterationCount)
            {
                double slope = before.Search!.Start.Slope;
                double step = (now.Position[0] - before.Position[0]) / before.Direction[0];
                Assert.True(now.Value <= before.Value + (WolfeSearch.Decrease * step * slope));
                Assert.InRange(
                    Math.Abs((now.Gradient[0] * before.Direction[0]) + (now.Gradient[1] * before.Direction[1])),
                    0,
                    -WolfeSearch.Curvature * slope * (1 + 1e-9));
                accepted++;
            }

            before = now;
        }

        Assert.InRange(accepted, 20, 60);
    }

    [Fact]
    public void Weights_AreTheBestSoFar_AtEveryStep()
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
    public void AFunctionThatOnlyRises_StopsWithoutClaimingConvergence()
    {
        // The gradient has the wrong sign, as noise can make it: no step along its negative lowers the loss.
        (_, List<double[]> points, LbfgsState state) = Run(new Lbfgs(), [0.5], x => (x[0] * x[0], [-2 * x[0]]));
        Assert.StartsWith(
            "L-BFGS stopped: the line search found no lower loss; the largest derivative is 1E+0", state.Done, StringComparison.Ordinal);
        Assert.InRange(points.Count, 2, 60);
    }

    [Fact]
    public void AStep_ThatLowersTheLossTooLittle_StopsWithoutClaimingConvergence()
    {
        (_, _, LbfgsState state) = Run(new Lbfgs(GradientTolerance: 1e-30, ProgressTolerance: 0.5), [2], x => Quadratic(x, [0.1]));
        Assert.StartsWith("L-BFGS stopped: an iteration lowered the loss by less than 5E-1", state.Done, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_MovesInItsFirstEpochs_AndEndsWhereTheGradientVanishes()
    {
        var training = new Training(
            StoredTraining.Model, StoredTraining.Samples, new(500, 6, new Lbfgs(), Loss.MeanSquared, GradientMethod.Adjoint, 1));
        TrainingState start = training.Start();
        var reports = new List<StepReport>();
        TrainingState state = Trainer.Run(training, StoredTraining.Exact, reports.Add);
        Assert.Equal("L-BFGS has converged: no derivative of the loss is above 1E-6", state.StopReason);
        Assert.InRange(state.Epoch, 2, 200);
        double[] gradient = StoredTraining.LossAt(state.Weights).Gradient;
        Assert.InRange(gradient.Max(Math.Abs), 0, 1e-6);
        double first = reports[0].Loss, last = StoredTraining.LossAt(state.Weights).Loss;
        Assert.True(reports.Take(5).Min(r => r.Loss) < first - (0.2 * (first - last)), "a fifth of the descent in five evaluations");
        Assert.True(start.Weights.Zip(state.Weights, (a, b) => Math.Abs(a - b)).Max() > 0.1);
    }

    [Fact]
    public void BatchesSmallerThanTheData_AreRefused() => Assert.Contains(
        "Lbfgs compares losses of different steps but a batch has 2 of 6 samples",
        Assert.Throws<CircuitException>(() => new Training(
            StoredTraining.Model, StoredTraining.Samples, new(5, 2, new Lbfgs(), Loss.MeanSquared, GradientMethod.Adjoint, 1))).Message,
        StringComparison.Ordinal);

    private static (double[] Weights, List<double[]> Points, LbfgsState State) Run(
        Lbfgs lbfgs, double[] weights, Func<double[], (double Value, double[] Gradient)> loss)
    {
        OptimiserState state = lbfgs.Start(weights.Length);
        var points = new List<double[]>();
        while (lbfgs.DoneReason(state) is null)
        {
            double[] point = Assert.Single(lbfgs.Points(weights, state));
            points.Add(point);
            (double value, double[] gradient) = loss(point);
            (weights, state, _) = lbfgs.Step(weights, state, [new(value, gradient)], 1);
            Assert.InRange(points.Count, 1, 1000);
        }

        return (weights, points, (LbfgsState)state);
    }

    private static (double Value, double[] Gradient) Rosenbrock(double[] p)
    {
        double a = 1 - p[0], b = p[1] - (p[0] * p[0]);
        return ((a * a) + (100 * b * b), [(-2 * a) - (400 * p[0] * b), 200 * b]);
    }

    private static (double Value, double[] Gradient) Quadratic(double[] x, double[] curvatures) =>
        (x.Select((v, i) => 0.5 * curvatures[i] * v * v).Sum(), [.. x.Select((v, i) => curvatures[i] * v)]);
}
