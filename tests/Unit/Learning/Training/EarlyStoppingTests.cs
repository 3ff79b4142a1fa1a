using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>When training ends before its last epoch.</summary>
public sealed class EarlyStoppingTests
{
    private static readonly LabelledSample[] Samples = SmallModels.Samples(StoredTraining.Model, 4);

    private static readonly TrainingSettings Settings =
        new(Epochs: 20, BatchSize: 2, new GradientDescent(0.1), Loss.MeanSquared, GradientMethod.Adjoint, Seed: 1)
        {
            EarlyStopping = new(Patience: 3, MinImprovement: 0.01),
        };

    [Fact]
    public void ALossThatStaysTheSame_EndsTrainingWhenPatienceDoes()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        TrainingState state = Trainer.Run(training, new Scripted(_ => 0));
        Assert.Equal(4, state.Epoch);
        Assert.Equal(1, state.Best!.Epoch);
        Assert.Equal("no better loss in 3 epochs; the best was after epoch 1", state.StopReason);
    }

    [Fact]
    public void ALossThatImproves_TrainsToTheLastEpoch()
    {
        // Of labels ±1 in turn, f = 0 has the loss 1 and f off 0 a larger one: 1 + f², falling by more than 0.01 per epoch.
        TrainingState state = Trainer.Run(
            new Training(StoredTraining.Model, Samples, Settings), new Scripted(call => Math.Sqrt(1 - (0.02 * (call / 2)))));
        Assert.Equal((20, null), (state.Epoch, state.StopReason));
    }

    [Fact]
    public void AnImprovementThatIsTooSmall_IsNone()
    {
        TrainingState state = Trainer.Run(
            new Training(StoredTraining.Model, Samples, Settings), new Scripted(call => Math.Sqrt(1 - (0.001 * (call / 2)))));
        Assert.Equal(4, state.Epoch);
    }

    [Fact]
    public void Validation_DecidesWhereThereIsAny_AndTheBestWeightsAreKept()
    {
        // Calls in turn: two steps and a validation. Validation losses 1 + f²: best after the third epoch.
        double[] validation = [0.9, 0.5, 0.1, 0.3, 0.2, 0.4, 0];
        var training = new Training(StoredTraining.Model, Samples, Settings, Samples[..2]);
        TrainingState end = Trainer.Run(training, new Scripted(call => call % 3 == 2 ? validation[call / 3] : 1));
        Assert.Equal((6, 3), (end.Epoch, end.Best!.Epoch));
        Assert.Equal(end.Best.Weights, end.Weights);
        Assert.Equal(1.01, end.Best.Loss, 1e-14);
        Assert.Contains("epoch 3", end.StopReason, StringComparison.Ordinal);

        TrainingState third = training.Start();
        for (int call = 0; call < 8; call++)
        {
            third = call % 3 == 2
                ? training.Validate(third, Scripted.Constant(training.Queries(third), validation[call / 3])).State
                : training.Advance(third, Scripted.Constant(training.Queries(third), 1)).State;
        }

        Assert.Equal(3, third.Epoch);
        Assert.Equal(third.Weights, end.Weights);
    }

    [Fact]
    public void ValidationQueries_AreNeverUsedTwice_AndAskForNoDerivatives()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings with { Epochs = 3 }, Samples[..3]);
        var asked = new List<ulong>();
        TrainingState state = training.Start();
        while (!training.IsComplete(state))
        {
            IReadOnlyList<EstimatorQuery> queries = training.Queries(state);
            asked.AddRange(queries.Select(q => q.Id));
            Assert.Equal(state.IsValidating, training.GradientFor(state) is null);
            IReadOnlyList<Estimate> answers = StoredTraining.Exact.Estimate(queries, training.GradientFor(state));
            state = state.IsValidating ? training.Validate(state, answers).State : training.Advance(state, answers).State;
        }

        Assert.Equal(3 * (4 + 3), asked.Count);
        Assert.Equal(asked.Count, asked.Distinct().Count());
    }

    [Fact]
    public void ParametersOutOfRange_AreRefused()
    {
        Assert.Throws<CircuitException>(() => new EarlyStopping(0));
        Assert.Throws<CircuitException>(() => new EarlyStopping(1, -1));
        Assert.Throws<CircuitException>(() => new EarlyStopping(1, double.NaN));
    }

    /// <summary>Answers every query of a call with the same value; derivatives are 1.</summary>
    private sealed class Scripted(Func<int, double> valueOf) : IEstimator
    {
        private int _call;

        public static Estimate[] Constant(IReadOnlyList<EstimatorQuery> queries, double value) =>
            [.. queries.Select(_ => new Estimate(value, 0, new([], [1, 1, 1, 1, 1, 1, 1, 1])))];

        public IReadOnlyList<Estimate> Estimate(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient = null) =>
            Constant(queries, valueOf(_call++));
    }
}
