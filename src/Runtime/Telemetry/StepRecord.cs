using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>One step of training.</summary>
public sealed record StepRecord : LogRecord
{
    /// <summary>The step's number, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>The epoch that it belongs to, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean loss of the mini-batch, before the step.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of the mini-batch classified rightly before the step, in [0, 1]; null of a regression.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Euclidean length of the gradient.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Variance of the gradient's components about their mean.</summary>
    public required double GradientVariance { get; init; }

    /// <summary>The learning rate of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Wall time of the step: its queries and the optimiser.</summary>
    [JsonPropertyName("t_step_s")]
    public required double StepSeconds { get; init; }
}
