using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// One estimate as <c>cutqnn estimate</c> prints it, with the counts and times of its batch. The fields are a contract, described in
/// <c>docs/log-format.md</c>.
/// </summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Exact">The exact uncut value; null where it was not computed.</param>
/// <param name="Record">The record of the query's batch.</param>
/// <param name="Settings">How shots were spent.</param>
/// <param name="Program">Names the inputs.</param>
internal sealed record EstimateDocument(
    Estimate Estimate, double? Exact, BatchRecord Record, EstimatorSettings Settings, OpenQasmProgram Program)
{
    /// <summary>What the processors share; null where they share nothing.</summary>
    public SharedResource? Resource { get; init; }

    /// <summary>What the value was continued from; null where no noise was strengthened.</summary>
    public ZeroNoiseEstimate? ZeroNoise { get; init; }

    /// <summary>Shots of the calibration that errors of readout were inverted by; null where they were not.</summary>
    public long? CalibrationShots { get; init; }

    private string Allocation => Settings.Allocation.ToString().ToLowerInvariant();

    private double? Target => Settings.Shots.Error > 0 ? Settings.Shots.Error : null;

    /// <summary>The observable.</summary>
    public required string Observable { get; init; }

    /// <summary>The row of the table of inputs, from 0; null where there is none.</summary>
    public required int? Row { get; init; }

    /// <summary>Whether a deadline was set, so that jobs may be missing.</summary>
    public required bool IsCutOff { get; init; }

    /// <summary>The estimate as one of several: with its observable and its row.</summary>
    public JsonObject ToListedJson()
    {
        JsonObject document = ToJson();
        document.Insert(0, "observable", Observable);
        document.Insert(1, "row", Row);
        return document;
    }

    public JsonObject ToJson()
    {
        var document = new JsonObject
        {
            ["value"] = Estimate.Value,
            ["standard_error"] = Estimate.StandardError,
            ["exact"] = Exact,
            ["mode"] = Record.Mode,
            ["fragments"] = Record.Fragments,
            ["cuts"] = Record.Cuts,
            ["gamma"] = Record.Gamma,
            ["log10_gamma"] = Record.Log10Gamma,
            ["sampling_overhead"] = Record.SamplingOverhead,
            ["log10_sampling_overhead"] = Record.Log10SamplingOverhead,
            ["terms_joint"] = Record.TermsJoint,
            ["log10_terms_joint"] = Record.Log10TermsJoint,
            ["circuits_emitted"] = Record.CircuitsEmitted,
            ["log10_circuits_emitted"] = Record.Log10CircuitsEmitted,
            ["circuits_unique"] = Record.CircuitsUnique,
            ["log10_circuits_unique"] = Record.Log10CircuitsUnique,
            ["circuits_run"] = Record.CircuitsRun,
            ["shots"] = Record.Shots,
            ["total_shots"] = Record.TotalShots,
            ["workers"] = Record.Workers,
            ["policy"] = Record.Policy,
            ["t_partition_s"] = Record.PartitionSeconds,
            ["t_generate_s"] = Record.GenerateSeconds,
            ["t_execute_s"] = Record.ExecuteSeconds,
            ["t_reconstruct_s"] = Record.ReconstructSeconds,
            ["t_total_s"] = Record.TotalSeconds,
        };
        if (!Settings.Shots.IsExact)
        {
            document["allocation"] = Allocation;
            document["target_error"] = Target;
        }

        if (CalibrationShots is { } calibrationShots)
        {
            document["mitigated"] = true;
            document["calibration_shots"] = calibrationShots;
        }

        if (ZeroNoise is not null)
        {
            document["zero_noise"] = ZeroNoiseText.Json(ZeroNoise);
        }

        if (IsCutOff)
        {
            document["incomplete"] = Record.Incomplete;
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

        return document;
    }

    /// <summary>The line above one of several estimates.</summary>
    public string Heading() =>
        $"observable   {Observable}{(Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"   row {row}") : "")}";

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
            string.Create(
                culture,
                $"plan         {Counted.Of(Record.Cuts, "cut")}, {Counted.Of(Record.Fragments, "fragment")}, sampling overhead "
                + $"{overhead}{Shared()}"),
            string.Create(
                culture,
                $"circuits     {Record.CircuitsRun} run ({Record.Mode}), {Record.CircuitsUnique} unique, "
                + $"{emitted} emitted by the published mode"),
            string.Create(culture, $"shots        {Record.TotalShots} in total{(Settings.Shots.IsExact ? "" : $", {Allocation}")}"),
            string.Create(
                culture,
                $"time         partition {1e3 * Record.PartitionSeconds:F3} ms, generate {1e3 * Record.GenerateSeconds:F3} ms, "
                + $"execute {1e3 * Record.ExecuteSeconds:F3} ms, reconstruct {1e3 * Record.ReconstructSeconds:F3} ms"
                + $"{(RuntimeFeature.IsDynamicCodeCompiled ? " (first run: with compilation)" : "")}"),
            .. CalibrationShots is { } own
                ? [string.Create(culture, $"mitigated    readout, by {own} shots of calibration")]
                : Array.Empty<string>(),
            .. ZeroNoise is null ? Array.Empty<string>() : [ZeroNoiseText.Line(ZeroNoise)],
            .. Record.Incomplete > 0 ? [$"cut off      {Counted.Of(Record.Incomplete, "job")} at the deadline"] : Array.Empty<string>(),
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
