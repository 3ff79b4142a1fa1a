using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Stragglers in virtual time, under one policy and one mitigation: medians over the seeds.</summary>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Policy">The policy with its parameters.</param>
/// <param name="Stragglers">What is injected.</param>
/// <param name="Mitigation">What is done about it.</param>
/// <param name="UndisturbedSeconds">The same run without stragglers and mitigation.</param>
/// <param name="Slowdown">Over that, seed by seed.</param>
/// <param name="StandardErrorRatio">Of the mean standard errors, likewise.</param>
/// <param name="Incomplete">Batches of subexperiments that a deadline left without some or all of their shots, over all seeds.</param>
internal sealed record StragglerRow(
    string Partition,
    int Cuts,
    string Policy,
    StragglerKind Stragglers,
    string Mitigation,
    [property: JsonPropertyName("t_undisturbed_s")] double UndisturbedSeconds,
    BootstrapInterval Slowdown,
    double StandardErrorRatio,
    long Incomplete);
