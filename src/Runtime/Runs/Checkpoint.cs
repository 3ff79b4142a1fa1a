using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>The state of a training run: <c>checkpoint.json</c>. Written whole or not at all, in place of the one before.</summary>
/// <remarks>
/// A run continues from its checkpoint as if it had never stopped: the state names the next queries and their ids, ids and the seed key
/// every random number, and numbers are written so that they are read back bit for bit. The log is cut back to where it was when the
/// checkpoint was taken, so that later steps, half-written lines too, are logged once: when they are taken again. What is in a log's
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
    [property: JsonPropertyName("t_elapsed_s")] double ElapsedSeconds)
{
    /// <summary>
    /// The SHA-256 of the document without this field, 64 lower-case hexadecimal digits; empty before the document is written.
    /// </summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Whether the document is as it was written.</summary>
    internal bool IsIntact => Sha256 == Digest();

    /// <summary>Returns the checkpoint with its digest.</summary>
    internal Checkpoint Sealed() => this with { Sha256 = Digest() };

    // Numbers are read back bit for bit, so the same document is written again.
    private string Digest() => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = "" }, LogJson.Default.Checkpoint)));
}
