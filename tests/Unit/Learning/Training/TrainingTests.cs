using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The training state machine.</summary>
public sealed class TrainingTests
{
    private static readonly TrainingSettings Settings =
        new(Epochs: 3, BatchSize: 4, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, Seed: 1);

    private static readonly IReadOnlyList<LabelledSample> Samples =
        [.. Enumerable.Range(0, 10).Select(i => new LabelledSample([0.1 * i, 0.5, 0.2, 0.05 * i], i % 2 == 0 ? -1 : 1))];

    [Fact]
    public void FullBatches_FollowTheStoredAdamRun()
    {
        JsonElement stored = StoredTraining.Json.GetProperty("adam");
        var training = new Training(StoredTraining.Model, StoredTraining.Samples, Settings with { Epochs = 5, BatchSize = 6 });
        TrainingState state = training.Start() with { Weights = StoredTraining.FirstWeights };
        foreach (double expected in ReferenceCircuits.Numbers(stored.GetProperty("losses")))
        {
            (state, StepReport report) = Step(training, state);
            Assert.Equal(expected, report.Loss, 1e-10);
            Assert.Equal(expected, report.EpochLoss!.Value, 1e-10);
        }

        Assert.True(training.IsComplete(state));
        Assert.All(
            ReferenceCircuits.Numbers(stored.GetProperty("theta5")), (weight, i) => Assert.Equal(weight, state.Weights[i], 1e-10));
    }

    [Fact]
    public void Queries_HaveIncreasingIds_AndEverySampleOnceAnEpoch_InAnOrderOfItsOwn()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        Assert.Equal(3, training.BatchCount);
        TrainingState state = training.Start();
        ulong next = 0;
        var orders = new List<string>();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            var seen = new List<double[]>();
            for (int batch = 0; batch < 3; batch++)
            {
                Assert.Equal((epoch, batch), (state.Epoch, state.Batch));
                IReadOnlyList<EstimatorQuery> queries = training.Queries(state);
                Assert.Equal(batch < 2 ? 4 : 2, queries.Count);
                foreach (EstimatorQuery query in queries)
                {
                    Assert.Equal(next++, query.Id);
                    Assert.Same(state.Weights, query.Weights);
                    seen.Add(query.Features);
                }

                Assert.False(training.IsComplete(state));
                (state, _) = Step(training, state);
            }

            Assert.Equal(Samples.Count, seen.Distinct(ReferenceEqualityComparer.Instance).Count());
            orders.Add(string.Join(",", seen.Select(f => f[0])));
        }

        Assert.True(training.IsComplete(state));
        Assert.Equal(3, orders.Distinct().Count());
        Assert.Equal(9, state.Step);
    }

    [Fact]
    public void EvaluationQueries_LieFarAboveThoseOfTraining()
    {
        IReadOnlyList<EstimatorQuery> queries =
            Evaluation.Batch(StoredTraining.Model, Samples, new double[8], Evaluation.FirstQuery + 20).Queries;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (1UL << 48) + 20 + (ulong)i), queries.Select(q => q.Id));
        Assert.Equal(Samples.Select(s => s.Features), queries.Select(q => q.Features));
    }

    [Fact]
    public void StateMachine_IsDeterministic_AndGoesOnFromAnyState()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        TrainingState whole = Trainer.Run(training, StoredTraining.Exact);
        TrainingState half = training.Start();
        for (int step = 0; step < 4; step++)
            (half, _) = Step(training, half);
        var again = new Training(StoredTraining.Model, Samples, Settings);
        while (!again.IsComplete(half))
            (half, _) = Step(again, half);
        Assert.Equal(whole.Weights, half.Weights);
        Assert.Equal(((AdamState)whole.Optimiser).First, ((AdamState)half.Optimiser).First);
        Assert.Equal((whole.Epoch, whole.Step, whole.NextQuery), (half.Epoch, half.Step, half.NextQuery));
    }

    [Fact]
    public void Seed_KeysWeightsAndOrder()
    {
        TrainingState Start(ulong seed) => new Training(StoredTraining.Model, Samples, Settings with { Seed = seed }).Start();
        double[] weights = Start(1).Weights;
        Assert.Equal(8, weights.Length);
        Assert.All(weights, w => Assert.InRange(w, -Math.PI, Math.PI));
        Assert.Equal(weights, Start(1).Weights);
        Assert.NotEqual(weights, Start(2).Weights);
        Assert.NotEqual(
            new Training(StoredTraining.Model, Samples, Settings).Queries(Start(1)).Select(q => q.Features[0]),
            new Training(StoredTraining.Model, Samples, Settings with { Seed = 2 }).Queries(Start(1)).Select(q => q.Features[0]));
    }

    [Fact]
    public void EpochLoss_IsTheMeanOverItsSamples_ReportedByTheLastStepOnly()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        var reports = new List<StepReport>();
        Trainer.Run(training, StoredTraining.Exact, reports.Add);
        Assert.Equal(Enumerable.Range(1, 9), reports.Select(r => r.Step));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], reports.Select(r => r.Epoch));
        foreach (StepReport[] epoch in reports.Chunk(3))
        {
            Assert.Null(epoch[0].EpochLoss);
            Assert.Null(epoch[1].EpochLoss);

            // Two batches of four and one of two.
            Assert.Equal(
                ((4 * epoch[0].Loss) + (4 * epoch[1].Loss) + (2 * epoch[2].Loss)) / 10, epoch[2].EpochLoss!.Value, 1e-13);
        }
    }

    [Fact]
    public void GradientNorm_IsThatOfTheMeanLoss()
    {
        var training = new Training(StoredTraining.Model, StoredTraining.Samples, Settings with { BatchSize = 6 });
        (_, StepReport report) = Step(training, training.Start() with { Weights = StoredTraining.FirstWeights });
        double[] gradient = StoredTraining.LossAt(StoredTraining.FirstWeights).Gradient;
        Assert.Equal(Math.Sqrt(gradient.Sum(g => g * g)), report.GradientNorm, 1e-12);
    }

    [Fact]
    public void Advance_LeavesTheStateItWasGivenAlone()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        TrainingState start = training.Start();
        double[] weights = [.. start.Weights];
        Step(training, start);
        Assert.Equal(weights, start.Weights);
        Assert.Equal(0, start.Step);
        Assert.Equal(training.Queries(start).Select(q => q.Id), training.Queries(start).Select(q => q.Id));
    }

    [Fact]
    public void LossThatIsNotFinite_IsRefused()
    {
        var training = new Training(StoredTraining.Model, Samples, Settings);
        TrainingState state = training.Start();
        Estimate[] answers = [.. training.Queries(state).Select(_ => new Estimate(double.NaN, 0, new([], new double[8])))];
        string message = Assert.Throws<CircuitException>(() => training.Advance(state, answers)).Message;
        Assert.Contains("step 1", message, StringComparison.Ordinal);
        Assert.Contains("learning rate", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4, "0 epochs")]
    [InlineData(3, 0, "batches of 0")]
    [InlineData(-1, -2, "-1 epochs in batches of -2")]
    [InlineData(3, 11, "10 samples but a batch has 11")]
    public void Settings_OutOfRange_AreRefused(int epochs, int batchSize, string part) => Assert.Contains(
        part,
        Assert.Throws<CircuitException>(() => new Training(
            StoredTraining.Model, Samples, Settings with { Epochs = epochs, BatchSize = batchSize })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Samples_OfAnotherWidthThanTheCircuit_AreRefused() => Assert.Contains(
        "2 features but the circuit takes 4",
        Assert.Throws<CircuitException>(() => new Training(
            StoredTraining.Model, [.. Enumerable.Repeat(new LabelledSample([1, 2], 1), 4)], Settings)).Message,
        StringComparison.Ordinal);

    private static (TrainingState State, StepReport Report) Step(Training training, TrainingState state) =>
        training.Advance(state, StoredTraining.Exact.Estimate(training.Queries(state), training.Gradient));
}
