using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>Where a training run stands: <c>checkpoint.json</c>. Written whole or not at all, in place of the one before.</summary>
/// <remarks>
/// A run continues from its checkpoint as if it had never stopped: the state names the next queries and their ids, ids and the seed key
/// every random number, and numbers are written so that they are read back bit for bit. The log is cut back to where it was when the
/// checkpoint was taken, so that the steps behind it, half-written lines too, are logged once: when they are taken again. What is in a log's
/// first <see cref="LogLength"/> bytes was on the disk before the checkpoint was.
/// </remarks>
/// <param name="State">The training's state.</param>
/// <param name="BatchCount">Batches of queries answered.</param>
/// <param name="EndsEpoch">Whether the last step ended an epoch whose evaluation is still to come.</param>
/// <param name="LogLength">Bytes of the log.</param>
/// <param name="TrainLoss">Mean loss over the last epoch that was completed; 0 before.</param>
/// <param name="ElapsedSeconds">Wall time of the run so far, without the times between it was killed and resumed.</param>
public sealed record Checkpoint(
    TrainingState State,
    long BatchCount,
    bool EndsEpoch,
    long LogLength,
    double TrainLoss,
    [property: JsonPropertyName("t_elapsed_s")] double ElapsedSeconds);
