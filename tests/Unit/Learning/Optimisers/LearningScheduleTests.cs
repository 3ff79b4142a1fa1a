using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Factors of the learning rate.</summary>
public sealed class LearningScheduleTests
{
    [Fact]
    public void Constant_IsOne() => Assert.All(Factors(LearningSchedule.Constant, 30), f => Assert.Equal(1, f));

    [Fact]
    public void Cosine_FallsAlongHalfAPeriod()
    {
        double[] factors = Factors(LearningSchedule.Cosine, 30);
        Assert.Equal(1, factors[0]);
        Assert.Equal(0.75, factors[10], 1e-15);
        Assert.Equal(0.5, factors[15], 1e-15);
        Assert.Equal(0.25, factors[20], 1e-15);
        Assert.All(factors, f => Assert.InRange(f, 1e-3, 1));
    }

    [Fact]
    public void Steps_MultiplyBehindEverySoManyEpochs() => Assert.Equal(
        [1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25], Factors(LearningSchedule.Steps(2, 0.5), 14));

    [Fact]
    public void Exponential_MultipliesBehindEveryEpoch() => Assert.Equal(
        [1, 1, 1, 0.5, 0.5, 0.5, 0.25], Factors(LearningSchedule.Exponential(0.5), 7));

    [Fact]
    public void Training_TellsTheRateOfEachStep_AndTakesIt()
    {
        LabelledSample[] samples = SmallModels.Samples(StoredTraining.Model, 6);
        TrainingSettings settings = new(4, 2, new GradientDescent(0.4), Loss.MeanSquared, GradientMethod.Adjoint, 1)
        {
            Schedule = LearningSchedule.Exponential(0.5),
        };
        var reports = new List<StepReport>();
        var training = new Training(StoredTraining.Model, samples, settings);
        Trainer.Run(training, StoredTraining.Exact, reports.Add);
        Assert.Equal(
            [0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05],
            reports.Select(r => r.LearningRate));

        // Plain descent moves by rate times gradient.
        TrainingState state = training.Start();
        foreach (StepReport report in reports)
        {
            (TrainingState next, _) =
                training.Advance(state, StoredTraining.Exact.Estimate(training.Queries(state), training.Gradient));
            double moved = Math.Sqrt(next.Weights.Zip(state.Weights, (a, b) => (a - b) * (a - b)).Sum());
            Assert.Equal(report.LearningRate * report.GradientNorm, moved, 1e-14);
            state = next;
        }
    }

    [Fact]
    public void ParametersOutOfRange_AreRefused()
    {
        Assert.Throws<CircuitException>(() => LearningSchedule.Steps(0, 0.5));
        Assert.Throws<CircuitException>(() => LearningSchedule.Steps(1, 0));
        Assert.Throws<CircuitException>(() => LearningSchedule.Exponential(1.5));
        Assert.Throws<CircuitException>(() => LearningSchedule.Exponential(double.NaN));
    }

    private static double[] Factors(LearningSchedule schedule, int count) =>
        [.. Enumerable.Range(0, count).Select(step => schedule.Factor(step, stepsPerEpoch: 3, epochCount: 10))];
}
