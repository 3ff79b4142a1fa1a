using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>What <c>cutqnn estimate</c> prints; the fields are a contract, described in <c>docs/log-format.md</c>.</summary>
internal sealed record EstimateDocument
{
    public required double Value { get; init; }

    public required double StandardError { get; init; }

    public required double? Exact { get; init; }

    public required string Mode { get; init; }

    public required int Fragments { get; init; }

    public required int Cuts { get; init; }

    public required double? Gamma { get; init; }

    [JsonPropertyName("log10_gamma")]
    public required double Log10Gamma { get; init; }

    public required double? SamplingOverhead { get; init; }

    [JsonPropertyName("log10_sampling_overhead")]
    public required double Log10SamplingOverhead { get; init; }

    public required double? TermsJoint { get; init; }

    [JsonPropertyName("log10_terms_joint")]
    public required double Log10TermsJoint { get; init; }

    public required double? CircuitsEmitted { get; init; }

    [JsonPropertyName("log10_circuits_emitted")]
    public required double Log10CircuitsEmitted { get; init; }

    public required double? CircuitsUnique { get; init; }

    [JsonPropertyName("log10_circuits_unique")]
    public required double Log10CircuitsUnique { get; init; }

    public required long CircuitsRun { get; init; }

    public required long? Shots { get; init; }

    public required long TotalShots { get; init; }

    [JsonPropertyName("t_partition_s")]
    public required double PartitionSeconds { get; init; }

    [JsonPropertyName("t_generate_s")]
    public required double GenerateSeconds { get; init; }

    [JsonPropertyName("t_execute_s")]
    public required double ExecuteSeconds { get; init; }

    [JsonPropertyName("t_reconstruct_s")]
    public required double ReconstructSeconds { get; init; }

    [JsonPropertyName("t_total_s")]
    public required double TotalSeconds { get; init; }

    public static EstimateDocument Of(Estimate estimate, double? exact, BatchRecord record) => new()
    {
        Value = estimate.Value,
        StandardError = estimate.StandardError,
        Exact = exact,
        Mode = record.Mode,
        Fragments = record.Fragments,
        Cuts = record.Cuts,
        Gamma = record.Gamma,
        Log10Gamma = record.Log10Gamma,
        SamplingOverhead = record.SamplingOverhead,
        Log10SamplingOverhead = record.Log10SamplingOverhead,
        TermsJoint = record.TermsJoint,
        Log10TermsJoint = record.Log10TermsJoint,
        CircuitsEmitted = record.CircuitsEmitted,
        Log10CircuitsEmitted = record.Log10CircuitsEmitted,
        CircuitsUnique = record.CircuitsUnique,
        Log10CircuitsUnique = record.Log10CircuitsUnique,
        CircuitsRun = record.CircuitsRun,
        Shots = record.Shots,
        TotalShots = record.TotalShots,
        PartitionSeconds = record.PartitionSeconds,
        GenerateSeconds = record.GenerateSeconds,
        ExecuteSeconds = record.ExecuteSeconds,
        ReconstructSeconds = record.ReconstructSeconds,
        TotalSeconds = record.TotalSeconds,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.EstimateDocument);

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string spread = StandardError == 0 ? "" : string.Create(culture, $" ± {StandardError:G3}");
        string against = Exact is { } exact ? string.Create(culture, $"   exact, uncut: {exact:G10}") : "";
        string overhead = SamplingOverhead?.ToString("G6", culture) ?? string.Create(culture, $"10^{Log10SamplingOverhead:F1}");
        return string.Join(
            Environment.NewLine,
            string.Create(culture, $"value        {Value:G10}{spread}{against}"),
            string.Create(culture, $"plan         {Cuts} cuts, {Fragments} fragments, sampling overhead {overhead}"),
            string.Create(culture, $"circuits     {CircuitsRun} run ({Mode}), {CircuitsUnique} unique, {CircuitsEmitted} emitted by the published mode"),
            string.Create(culture, $"shots        {TotalShots} in total"),
            string.Create(
                culture,
                $"time         partition {1e3 * PartitionSeconds:F3} ms, generate {1e3 * GenerateSeconds:F3} ms, "
                + $"execute {1e3 * ExecuteSeconds:F3} ms, reconstruct {1e3 * ReconstructSeconds:F3} ms"));
    }
}
