using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Stragglers on this machine, in real time; intervals are over the seeds.</summary>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Workers">Workers, each a thread.</param>
/// <param name="Stragglers">What is injected.</param>
/// <param name="Mitigation">What is done about it.</param>
/// <param name="Queries">Of all seeds.</param>
/// <param name="TotalSeconds">Wall time of a batch.</param>
/// <param name="PredictedSeconds">The same in virtual time, with the same batches held up.</param>
/// <param name="Slowdown">Over the run without stragglers, seed by seed.</param>
/// <param name="PredictedSlowdown">The same in virtual time.</param>
internal sealed record MeasuredStragglers(
    string Partition,
    int Cuts,
    int Workers,
    StragglerKind Stragglers,
    string Mitigation,
    int Queries,
    [property: JsonPropertyName("t_total_s")] BootstrapInterval TotalSeconds,
    [property: JsonPropertyName("t_predicted_s")] BootstrapInterval PredictedSeconds,
    BootstrapInterval Slowdown,
    BootstrapInterval PredictedSlowdown);
