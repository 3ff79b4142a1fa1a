using System.Text.Json;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>The whole state of a training run, which a checkpoint contains.</summary>
/// <param name="Epoch">The current epoch, from 0.</param>
/// <param name="Batch">The next mini-batch of the epoch, from 0.</param>
/// <param name="Step">Number of steps taken.</param>
/// <param name="NextQuery">The id of the next query; no id is used twice in a run.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Optimiser">The optimiser's memory.</param>
/// <param name="EpochLoss">Sum of the losses of the epoch's samples so far, each at the weights of its own step.</param>
public sealed record TrainingState(
    int Epoch, int Batch, int Step, ulong NextQuery, double[] Weights, OptimiserState Optimiser, double EpochLoss)
{
    /// <summary>Whether the next queries evaluate the validation part.</summary>
    public bool IsValidating { get; init; }

    /// <summary>The epoch with the lowest loss that early stopping watched; null before the end of the first epoch.</summary>
    public BestEpoch? Best { get; init; }

    /// <summary>The reason why the run ended before its last epoch; null where it did not.</summary>
    public string? StopReason { get; init; }

    /// <summary>Writes the state as one JSON document; numbers keep every bit.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Default.TrainingState);

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="CircuitException">The text is not such a document.</exception>
    public static TrainingState FromJson(string json) => StateJson.Read(json, TrainingJson.Default.TrainingState, "a training state");
}
