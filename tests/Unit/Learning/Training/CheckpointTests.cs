using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>States as text, and what is left when training fails.</summary>
public sealed class CheckpointTests
{
    public static TheoryData<string> Optimisers => ["sgd", "adam", "adamw", "rmsprop", "spsa", "natural", "lbfgs"];

    [Theory]
    [MemberData(nameof(Optimisers))]
    public void AStateReadBack_GoesOnWithTheSameBits(string name)
    {
        Optimiser optimiser = name switch
        {
            "sgd" => new GradientDescent(0.1, 0.9),
            "adam" => new Adam(0.1),
            "adamw" => new AdamW(0.1),
            "rmsprop" => new RmsProp(0.1),
            "spsa" => new Spsa(0.1),
            "natural" => new NaturalGradient(0.1),
            _ => new Lbfgs(),
        };
        Model model = SmallModels.Named("two-linear-three");
        LabelledSample[] samples = SmallModels.Samples(model, 6);
        var training = new Training(
            model, samples, new(8, 6, optimiser, Loss.SoftmaxCrossEntropy, GradientMethod.Adjoint, 1) { EarlyStopping = new(5) });
        var states = new List<TrainingState>();
        IEstimator exact = SmallModels.Exact(model);
        TrainingState whole = training.Start();
        while (!training.IsComplete(whole))
        {
            states.Add(whole);
            whole = training.Advance(whole, exact.Estimate(training.Queries(whole), training.Gradient)).State;
        }

        TrainingState resumed = Trainer.Run(training, exact, from: TrainingState.FromJson(states[states.Count / 2].ToJson()));
        Assert.Equal(whole.ToJson(), resumed.ToJson());
        Assert.Equal(whole.Weights, resumed.Weights);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData(
        "{\"epoch\":0,\"batch\":0,\"step\":0,\"next_query\":0,\"weights\":null,"
        + "\"optimiser\":{\"kind\":\"steps\",\"step_count\":0},\"epoch_loss\":0}")]
    [InlineData("{\"epoch\":0,\"batch\":0,\"step\":0,\"next_query\":0,\"weights\":[],\"optimiser\":{\"kind\":\"other\"},\"epoch_loss\":0}")]
    public void TextThatIsNoState_IsToldInOneLine(string json)
    {
        string message = Assert.Throws<CircuitException>(() => TrainingState.FromJson(json)).Message;
        Assert.Contains("a training state", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void ALossThatDiverges_StopsWithItsStep_AndTheStateBeforeIsAsItWas()
    {
        // Plain descent on a linear layer far beyond the rate at which it is stable: the offset overflows.
        Model model = SmallModels.Named("one-linear");
        var training = new Training(
            model, SmallModels.Samples(model, 6), new(50, 6, new GradientDescent(1e60), Loss.MeanSquared, GradientMethod.Adjoint, 1));
        TrainingState state = training.Start();
        string? message = null;
        string before = "";
        while (message is null)
        {
            before = state.ToJson();
            try
            {
                state = training.Advance(state, StoredTraining.Exact.Estimate(training.Queries(state), training.Gradient)).State;
            }
            catch (CircuitException error)
            {
                message = error.Message;
            }
        }

        Assert.InRange(state.Step, 1, 10);
        Assert.Contains($"is not finite at step {state.Step + 1}; lower the learning rate", message, StringComparison.Ordinal);
        Assert.Equal(before, state.ToJson());
        Assert.All(TrainingState.FromJson(before).Weights, w => Assert.True(double.IsFinite(w)));
    }

    [Fact]
    public void AnEvaluationThatIsNotFinite_IsRefusedWithItsStep()
    {
        var training = new Training(
            StoredTraining.Model,
            SmallModels.Samples(StoredTraining.Model, 4),
            new(1, 4, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, 1));
        LabelledSample[] test = SmallModels.Samples(StoredTraining.Model, 2);
        TrainingState state = training.Start() with { Step = 7, Epoch = 1 };
        Assert.Equal(
            [Evaluation.FirstQuery + 2, Evaluation.FirstQuery + 3], training.EvaluationBatch(state, test).Queries.Select(q => q.Id));
        Assert.Contains(
            "at step 7",
            Assert.Throws<CircuitException>(() => training.Evaluate(state, test, [new(double.NaN, 0), new(0, 0)])).Message,
            StringComparison.Ordinal);
    }
}
