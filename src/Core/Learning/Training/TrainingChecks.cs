using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Checks of a training run and of its state.</summary>
internal static class TrainingChecks
{
    public static void Check(Model model, IReadOnlyList<LabelledSample> samples, TrainingSettings settings)
    {
        if (settings.Epochs < 1 || settings.BatchSize < 1)
        {
            throw new CircuitException(
                $"training for {Counted.Of(settings.Epochs, "epoch")} in batches of {settings.BatchSize} does nothing; give at least 1 of "
                + "each");
        }

        if (samples.Count < settings.BatchSize)
        {
            throw new CircuitException(
                $"the training part has {Counted.Of(samples.Count, "sample")} but a batch has {settings.BatchSize}; give a smaller batch");
        }

        if (settings.Optimiser.WantsAllSamples && settings.BatchSize != samples.Count)
        {
            throw new CircuitException(
                $"{settings.Optimiser.GetType().Name} compares losses of different steps but a batch has {settings.BatchSize} of "
                + $"{Counted.Of(samples.Count, "sample")}; give all of them in one batch");
        }

        if (samples.FirstOrDefault(s => s.Features.Length != model.Circuit.FeatureCount) is { } odd)
        {
            throw new CircuitException(
                $"samples have {Counted.Of(odd.Features.Length, "feature")} but the circuit takes {model.Circuit.FeatureCount}; use a "
                + "circuit of that size");
        }

        if (model.WeightCount == 0)
        {
            throw new CircuitException(
                "the model has no weights, so there is nothing to train; give a circuit with weights, or a linear layer");
        }

        if (settings.FirstWeights is { } first && first.Count != model.WeightCount)
        {
            throw new CircuitException(
                $"{Counted.Of(first.Count, "first weight", "is", "are")} given but the model has {model.WeightCount}; give "
                + $"{model.WeightCount}");
        }

        CheckLabels(model, samples, settings.Loss);
    }

    public static void RequireFinite(double value, string name, int step)
    {
        if (!double.IsFinite(value))
        {
            throw new CircuitException($"the {name} is not finite at step {step}; lower the learning rate");
        }
    }

    public static void Check(TrainingState state, Training training)
    {
        int weightCount = training.Model.WeightCount;
        OptimiserState first = training.Settings.Optimiser.Start(weightCount);
        string? fault = state.Weights.Length != weightCount
            ? $"has {Counted.Of(state.Weights.Length, "weight")} but the model has {weightCount}"
            : !state.Weights.All(double.IsFinite) || !double.IsFinite(state.EpochLoss) ? "has a number that is not finite"
            : state.Optimiser.GetType() != first.GetType() || !state.Optimiser.Fits(weightCount) ? "has the memory of another optimiser"
            : state.Best is { } best && best.Weights.Length != weightCount ? "has a best epoch of another model"
            : state.Epoch < 0 || state.Step < 0 || state.Batch < 0 || state.Batch >= training.BatchCount
                ? $"is at batch {state.Batch} of {training.BatchCount} in epoch {state.Epoch}, step {state.Step}"
            : null;
        if (fault is not null)
        {
            throw new CircuitException($"the training state {fault}; give a state that this run wrote");
        }
    }

    private static void CheckLabels(Model model, IReadOnlyList<LabelledSample> samples, Loss loss)
    {
        if (model.OutputCount < loss.FewestOutputs)
        {
            throw new CircuitException(
                $"the model has {model.OutputCount} output but this loss compares at least {loss.FewestOutputs}; "
                + "give an observable or an output of a linear layer for each class");
        }

        if (samples.FirstOrDefault(s => !(double.IsFinite(s.Weight) && s.Weight >= 0)) is { } weighted)
        {
            throw new CircuitException(
                $"a sample has weight {weighted.Weight.ToString(CultureInfo.InvariantCulture)}; give finite weights of at least 0");
        }

        if (loss.IsRegression)
        {
            CheckTargets(model, samples);
            return;
        }

        int classCount = Math.Max(model.OutputCount, 2);
        double[] allowed = [.. Enumerable.Range(0, classCount).Select(c => ClassLabels.Of(c, classCount))];
        if (samples.FirstOrDefault(s => !allowed.Contains(s.Label)) is { } odd)
        {
            throw new CircuitException(
                $"a sample has label {odd.Label.ToString(CultureInfo.InvariantCulture)} but a model of "
                + $"{Counted.Of(model.OutputCount, "output")} separates {Counted.Of(classCount, "class")}; give an observable or an output "
                + "of a linear layer for each class");
        }

        if (samples.All(s => s.Label == samples[0].Label))
        {
            throw new CircuitException("all samples are of one class, so there is nothing to learn; give samples of two");
        }
    }

    private static void CheckTargets(Model model, IReadOnlyList<LabelledSample> samples)
    {
        if (model.OutputCount != 1)
        {
            throw new CircuitException(
                $"the model has {Counted.Of(model.OutputCount, "output")} but a regression predicts one number; give one observable, or a "
                + "linear layer of one output");
        }

        if (samples.FirstOrDefault(s => !double.IsFinite(s.Label)) is { } odd)
        {
            throw new CircuitException(
                $"a sample has target {odd.Label.ToString(CultureInfo.InvariantCulture)}; give finite numbers");
        }

        if (samples.All(s => s.Label == samples[0].Label))
        {
            throw new CircuitException("all samples have one target, so there is nothing to learn; give samples of different targets");
        }
    }
}
