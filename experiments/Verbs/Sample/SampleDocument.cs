using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn sample</c> prints; the fields are a contract, described in <c>docs/outputs.md</c>.</summary>
/// <param name="Qubits">The qubits, ascending.</param>
/// <param name="Count">Number of samples.</param>
/// <param name="Counts">The distinct strings, ascending.</param>
/// <param name="Estimates">What shots estimated; null in exact mode.</param>
/// <param name="Mean">The mean of a function; null where none is wanted.</param>
/// <param name="Mode"><c>exact</c>, <c>shared</c> or <c>mixture</c>.</param>
/// <param name="Plan">The cuts.</param>
/// <param name="Time">From reading the file to the last sample.</param>
internal sealed record SampleDocument(
    int[] Qubits,
    int Count,
    IReadOnlyList<StringCount> Counts,
    OutputEstimates? Estimates,
    FunctionMean? Mean,
    string Mode,
    CutPlan Plan,
    TimeSpan Time)
{
    private const int MostLines = 32;

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["qubits"] = new JsonArray([.. Qubits.Select(q => (JsonNode)q)]),
            ["count"] = Count,
            ["counts"] = Object(Counts.Select(c => (c.Bits, (JsonNode)c.Count))),
            ["mode"] = Mode,
        };
        if (Estimates is not null)
        {
            HashSet<string> drawn = [.. Counts.Select(c => c.Bits)];
            EstimatedString[] estimated = [.. Estimates.Strings.Where(s => drawn.Contains(s.Bits))];
            document["standard_errors"] = Object(estimated.Select(s => (s.Bits, (JsonNode)s.StandardError)));
            document["raw"] = Object(estimated.Select(s => (s.Bits, (JsonNode)s.Raw)));
            document["circuits_run"] = Estimates.CircuitCount;
            document["total_shots"] = Estimates.ShotCount;
        }

        if (Mean is not null)
        {
            document["function"] = Mean.ToJson();
        }

        document["fragments"] = Plan.Fragments.Count;
        document["cuts"] = Plan.Cuts.Count;
        document["t_total_s"] = Time.TotalSeconds;
        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        IEnumerable<string> lines = Counts.OrderByDescending(c => c.Count).Take(MostLines)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Bits}  {c.Count}"));
        return string.Join(
            Environment.NewLine,
            [
                .. lines,
                .. Counts.Count > MostLines
                    ? [$"… and {Counted.Of(Counts.Count - MostLines, "more string")}; --json has all"]
                    : Array.Empty<string>(),
                .. Mean is null ? Array.Empty<string>() : [Mean.ToText()],
                $"plan       {Counted.Of(Plan.Cuts.Count, "cut")}, {Counted.Of(Plan.Fragments.Count, "fragment")}",
                string.Create(CultureInfo.InvariantCulture, $"time       {1e3 * Time.TotalSeconds:F3} ms"),
            ]);
    }

    private static JsonObject Object(IEnumerable<(string Name, JsonNode Value)> fields)
    {
        var result = new JsonObject();
        foreach ((string name, JsonNode value) in fields)
        {
            result[name] = value;
        }

        return result;
    }
}
