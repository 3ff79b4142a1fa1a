using System.Text.Json;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Everything that a training run remembers: what a checkpoint holds.</summary>
/// <param name="Epoch">The epoch under way, from 0.</param>
/// <param name="Batch">The next mini-batch of the epoch, from 0.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="NextQuery">The id of the next query; ids are never used twice in a run.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Optimiser">The optimiser's memory.</param>
/// <param name="EpochLoss">Sum of the losses of the samples seen in the epoch, each at the weights of its own step.</param>
public sealed record TrainingState(
    int Epoch, int Batch, int Step, ulong NextQuery, double[] Weights, OptimiserState Optimiser, double EpochLoss)
{
    /// <summary>Whether the next queries ask for the loss on the validation part.</summary>
    public bool IsValidating { get; init; }

    /// <summary>The lowest loss that early stopping has seen, and when; null before the first epoch's end.</summary>
    public BestEpoch? Best { get; init; }

    /// <summary>Why the run ended before its last epoch; null where it did not.</summary>
    public string? StopReason { get; init; }

    /// <summary>The state as one JSON document; numbers keep every bit.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LearningJson.Default.TrainingState);

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="CircuitException">The text is no such document.</exception>
    public static TrainingState FromJson(string json) => LearningJson.Read(json, LearningJson.Default.TrainingState, "a training state");
}

/// <summary>The best epoch so far.</summary>
/// <param name="Loss">Its loss.</param>
/// <param name="Epoch">Epochs completed then.</param>
/// <param name="Weights">The weights behind it.</param>
public sealed record BestEpoch(double Loss, int Epoch, double[] Weights);

/// <summary>What one step did.</summary>
/// <param name="Step">The step's number, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 0.</param>
/// <param name="Loss">Mean loss of the mini-batch before the step; for an optimiser that asks at several weights, the mean over them.</param>
/// <param name="Accuracy">Share of the mini-batch classified rightly, likewise.</param>
/// <param name="GradientNorm">Euclidean length of the gradient, as the optimiser knew or estimated it.</param>
/// <param name="GradientVariance">Variance of the gradient's components about their mean: <c>Σ(g_i - ḡ)²/d</c>.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="EpochLoss">Mean loss over the epoch, if the step ended it.</param>
public sealed record StepReport(
    int Step,
    int Epoch,
    double Loss,
    double Accuracy,
    double GradientNorm,
    double GradientVariance,
    double LearningRate,
    double? EpochLoss);
