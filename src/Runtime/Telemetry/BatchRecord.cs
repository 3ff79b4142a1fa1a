using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>
/// What one purpose of one batch of queries took. Counts that grow with the number of cuts have a logarithm next to them.
/// </summary>
public sealed record BatchRecord : LogRecord
{
    /// <summary>The batch's number in the run, from 0; the records of a batch share it.</summary>
    public required long Batch { get; init; }

    /// <summary>The training step of the batch, from 1; null outside training steps.</summary>
    public required int? Step { get; init; }

    /// <summary>What the work was for.</summary>
    public required BatchPurpose Purpose { get; init; }

    /// <summary>Queries, each shifted query of a shift counted.</summary>
    public required long QueryCount { get; init; }

    /// <summary><c>lean</c> or <c>published</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Number of fragments.</summary>
    public required int Fragments { get; init; }

    /// <summary>Number of cuts.</summary>
    public required int Cuts { get; init; }

    /// <summary>γ at the batch's first query.</summary>
    public required double? Gamma { get; init; }

    /// <summary>Decimal logarithm of γ.</summary>
    [JsonPropertyName("log10_gamma")]
    public required double Log10Gamma { get; init; }

    /// <summary>γ².</summary>
    public required double? SamplingOverhead { get; init; }

    /// <summary>Decimal logarithm of γ².</summary>
    [JsonPropertyName("log10_sampling_overhead")]
    public required double Log10SamplingOverhead { get; init; }

    /// <summary>Joint terms of the decomposition.</summary>
    public required double? TermsJoint { get; init; }

    /// <summary>Decimal logarithm of the joint terms.</summary>
    [JsonPropertyName("log10_terms_joint")]
    public required double Log10TermsJoint { get; init; }

    /// <summary>Circuits that the published mode emits for one query.</summary>
    public required double? CircuitsEmitted { get; init; }

    /// <summary>Decimal logarithm of the circuits emitted.</summary>
    [JsonPropertyName("log10_circuits_emitted")]
    public required double Log10CircuitsEmitted { get; init; }

    /// <summary>Distinct shot-mode variants of the connected fragments.</summary>
    public required double? CircuitsUnique { get; init; }

    /// <summary>Decimal logarithm of the distinct variants.</summary>
    [JsonPropertyName("log10_circuits_unique")]
    public required double Log10CircuitsUnique { get; init; }

    /// <summary>Circuits run, all queries together.</summary>
    public required long CircuitsRun { get; init; }

    /// <summary>Shots of each circuit run: 0 in exact mode, null where a total is divided among them.</summary>
    public required long? Shots { get; init; }

    /// <summary>Shots spent, all queries together.</summary>
    public required long TotalShots { get; init; }

    /// <summary>See <see cref="StageTimes.Partition"/>.</summary>
    [JsonPropertyName("t_partition_s")]
    public required double PartitionSeconds { get; init; }

    /// <summary>See <see cref="StageTimes.Generate"/>.</summary>
    [JsonPropertyName("t_generate_s")]
    public required double GenerateSeconds { get; init; }

    /// <summary>See <see cref="StageTimes.Execute"/>.</summary>
    [JsonPropertyName("t_execute_s")]
    public required double ExecuteSeconds { get; init; }

    /// <summary>See <see cref="StageTimes.Reconstruct"/>.</summary>
    [JsonPropertyName("t_reconstruct_s")]
    public required double ReconstructSeconds { get; init; }

    /// <summary>See <see cref="StageTimes.Total"/>.</summary>
    [JsonPropertyName("t_total_s")]
    public required double TotalSeconds { get; init; }

    /// <summary>Number of workers.</summary>
    public required int Workers { get; init; }

    /// <summary>The dispatch policy and its parameters, as the console takes them.</summary>
    public required string Policy { get; init; }

    /// <summary>Probability that a subexperiment is held up on purpose, in [0, 1].</summary>
    public double StragglerProbability { get; init; }

    /// <summary>How long it is held up.</summary>
    [JsonPropertyName("straggler_delay_s")]
    public double StragglerDelaySeconds { get; init; }

    /// <summary>Subexperiments that were held up.</summary>
    public long StragglersInjected { get; init; }

    /// <summary>Shape of the delay's Pareto distribution; null where it is constant.</summary>
    public double? StragglerTail { get; init; }

    /// <summary>Injected delays, added up.</summary>
    [JsonPropertyName("straggler_total_s")]
    public double StragglerTotalSeconds { get; init; }

    /// <summary>What is done about stragglers and failures, as <c>name=number</c> between commas; <c>none</c> where nothing is.</summary>
    public string Mitigation { get; init; } = "none";

    /// <summary>Retries after failed executions.</summary>
    public long Retries { get; init; }

    /// <summary>Speculative copies that were started.</summary>
    public long Copies { get; init; }

    /// <summary>Copies whose result came first.</summary>
    public long CopiesWon { get; init; }

    /// <summary>Batches of subexperiments that a deadline left without some or all of their shots.</summary>
    public long Incomplete { get; init; }

    /// <summary>Fragment tensors that were looked up since the line before.</summary>
    public long CacheLookups { get; init; }

    /// <summary>Those of them that were there.</summary>
    public long CacheHits { get; init; }

    /// <summary>Where subexperiments were executed.</summary>
    public string Backend { get; init; } = "in-process";

    /// <summary>Whether the same seed gives the same bits again.</summary>
    public bool Reproducible { get; init; } = true;

    /// <summary>The stages' times.</summary>
    [JsonIgnore]
    public StageTimes Times => new(
        Time(PartitionSeconds),
        Time(GenerateSeconds),
        Time(ExecuteSeconds),
        Time(ReconstructSeconds),
        Time(TotalSeconds));

    // TimeSpan.FromSeconds cuts off what is below a tick; a logged number of seconds is rarely a whole number of them in binary.
    private static TimeSpan Time(double seconds) => new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
