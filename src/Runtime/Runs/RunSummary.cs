using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>What a training run came to: <c>summary.json</c>.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Weights">The final weights, in the circuit's order.</param>
/// <param name="TrainLoss">Mean loss over the last epoch, each sample at the weights of its own step.</param>
/// <param name="TestAccuracy">Share of test samples that are classified rightly, in [0, 1]; null of a regression.</param>
/// <param name="Epochs">Epochs completed.</param>
/// <param name="Queries">Queries answered, each shifted query counted.</param>
/// <param name="TotalSeconds">Wall time of the run.</param>
/// <param name="Stages">Where the time went.</param>
public sealed record RunSummary(
    string Run,
    IReadOnlyList<double> Weights,
    double TrainLoss,
    double? TestAccuracy,
    int Epochs,
    long Queries,
    [property: JsonPropertyName("t_total_s")] double TotalSeconds,
    StageSummary Stages)
{
    /// <summary>The coefficient of determination of a regression on the test part, at most 1; else null.</summary>
    public double? TestRSquared { get; init; }

    /// <summary>Why the run ended before its last epoch; null where it did not.</summary>
    public string? StopReason { get; init; }

    /// <summary>How accurate the model stays when features of the test part are perturbed; null where that was not measured.</summary>
    public Robustness? Robustness { get; init; }
}
