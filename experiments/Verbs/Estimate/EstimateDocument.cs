using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// What <c>cutqnn estimate</c> prints: the estimate, and the counts and times of its batch record. The fields are a contract, described in
/// <c>docs/log-format.md</c>.
/// </summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Exact">The exact uncut value; null where it was not computed.</param>
/// <param name="Record">The record of the query's batch.</param>
/// <param name="Settings">How shots were spent.</param>
/// <param name="Program">Names the inputs.</param>
internal sealed record EstimateDocument(Estimate Estimate, double? Exact, BatchRecord Record, EstimatorSettings Settings, OpenQasmProgram Program)
{
    // Fields of a log line that say nothing about a single query.
    private static readonly string[] LineOnly =
    [
        "kind", "run", "batch", "step", "purpose", "query_count", "workers", "policy",
        "straggler_probability", "straggler_delay_s", "stragglers_injected", "reproducible",
    ];

    /// <summary>What the processors share; null where they share nothing.</summary>
    public SharedResource? Resource { get; init; }

    private string Allocation => Settings.Allocation.ToString().ToLowerInvariant();

    private double? Target => Settings.Shots.Error > 0 ? Settings.Shots.Error : null;

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["value"] = Estimate.Value,
            ["standard_error"] = Estimate.StandardError,
            ["exact"] = Exact,
        };
        if (!Settings.Shots.IsExact)
        {
            document["allocation"] = Allocation;
            document["target_error"] = Target;
        }

        JsonObject record = JsonSerializer.SerializeToNode(Record, LogJson.Default.LogRecord)!.AsObject();
        foreach ((string name, JsonNode? value) in record.Where(field => !LineOnly.Contains(field.Key)))
        {
            document[name] = value?.DeepClone();
        }

        if (Resource is { } resource)
        {
            document["links"] = resource.Links;
            document["pairs"] = resource.Pairs;
            document["concurrence"] = resource.Concurrence;
            document["communication"] = resource.HasBits;
        }

        if (Estimate.Gradient is { } gradient)
        {
            document["gradient_features"] = Derivatives(Program.FeatureNames, gradient.Features, gradient.FeatureErrors);
            document["gradient_weights"] = Derivatives(Program.WeightNames, gradient.Weights, gradient.WeightErrors);
        }

        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string spread = Estimate.StandardError == 0 ? "" : string.Create(culture, $" ± {Estimate.StandardError:G3}");
        string against = Exact is { } exact ? string.Create(culture, $"   exact, uncut: {exact:G10}") : "";
        string overhead = Record.SamplingOverhead?.ToString("G6", culture)
            ?? string.Create(culture, $"10^{Record.Log10SamplingOverhead:F1}");
        string emitted = Record.CircuitsEmitted?.ToString(culture) ?? string.Create(culture, $"10^{Record.Log10CircuitsEmitted:F1}");
        return string.Join(
            Environment.NewLine,
            [string.Create(culture, $"value        {Estimate.Value:G10}{spread}{against}"),
            string.Create(culture, $"plan         {Record.Cuts} cuts, {Record.Fragments} fragments, sampling overhead {overhead}{Shared()}"),
            string.Create(
                culture,
                $"circuits     {Record.CircuitsRun} run ({Record.Mode}), {Record.CircuitsUnique} unique, "
                + $"{emitted} emitted by the published mode"),
            string.Create(culture, $"shots        {Record.TotalShots} in total{(Settings.Shots.IsExact ? "" : $", {Allocation}")}"),
            string.Create(
                culture,
                $"time         partition {1e3 * Record.PartitionSeconds:F3} ms, generate {1e3 * Record.GenerateSeconds:F3} ms, "
                + $"execute {1e3 * Record.ExecuteSeconds:F3} ms, reconstruct {1e3 * Record.ReconstructSeconds:F3} ms"
                + (RuntimeFeature.IsDynamicCodeCompiled ? " (first run: with compilation)" : "")),
            .. Record.Incomplete > 0 ? [string.Create(culture, $"cut off      {Record.Incomplete} batches of subexperiments at the deadline")] : Array.Empty<string>(),
            .. Gradient()]);
    }

    private string Shared() => Resource switch
    {
        { Pairs: > 0 } pairs => string.Create(
            CultureInfo.InvariantCulture, $"; {pairs.Pairs} pairs of concurrence {pairs.Concurrence}{(pairs.HasBits ? " and bits" : "")}"),
        { Links: > 0 } links => $"; {links.Links} classical links",
        _ => "",
    };

    private IEnumerable<string> Gradient() => Estimate.Gradient is not { } gradient
        ? []
        : Lines(Program.FeatureNames, gradient.Features, gradient.FeatureErrors)
            .Concat(Lines(Program.WeightNames, gradient.Weights, gradient.WeightErrors));

    private static IEnumerable<string> Lines(IEnumerable<string> names, double[] values, double[]? errors) => names.Select((name, i) =>
    {
        string spread = errors is null || errors[i] == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ± {errors[i]:G3}");
        return string.Create(CultureInfo.InvariantCulture, $"d/d{name,-10} {values[i]:G10}{spread}");
    });

    private static JsonObject Derivatives(IEnumerable<string> names, double[] values, double[]? errors)
    {
        var derivatives = new JsonObject();
        foreach ((int index, string name) in names.Index())
        {
            derivatives[name] = new JsonObject { ["value"] = values[index], ["standard_error"] = errors?[index] ?? 0 };
        }

        return derivatives;
    }
}
