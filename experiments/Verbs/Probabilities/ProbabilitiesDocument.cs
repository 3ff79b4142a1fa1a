using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn probabilities</c> prints; the fields are a contract, described in <c>docs/outputs.md</c>.</summary>
/// <param name="Qubits">The qubits, ascending.</param>
/// <param name="Listed">The bit strings with their probabilities.</param>
/// <param name="Mean">The mean of a function; null where none is wanted.</param>
/// <param name="Estimates">What shots estimated; null in exact mode.</param>
/// <param name="Mode"><c>exact</c>, <c>shared</c> or <c>mixture</c>.</param>
/// <param name="Plan">The cuts.</param>
/// <param name="Time">From reading the file to the last probability.</param>
internal sealed record ProbabilitiesDocument(
    int[] Qubits,
    IReadOnlyList<ListedString> Listed,
    FunctionMean? Mean,
    OutputEstimates? Estimates,
    string Mode,
    CutPlan Plan,
    TimeSpan Time)
{
    private const int MostLines = 64;

    // What the strings that are not listed have together; bins cover them all.
    private double Remainder =>
        Listed.Count == Math.ScaleB(1, Qubits.Length) || Listed.Any(s => s.Bits.Contains('*', StringComparison.Ordinal))
            ? 0
            : Math.Max(0, 1 - Listed.Sum(s => s.Probability));

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["qubits"] = new JsonArray([.. Qubits.Select(q => (JsonNode)q)]),
            ["probabilities"] = Numbers(s => s.Probability),
            ["standard_errors"] = Numbers(s => s.StandardError),
            ["raw"] = Numbers(s => s.Raw),
            ["remainder"] = Remainder,
            ["mode"] = Mode,
        };
        if (Estimates is not null)
        {
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
        CultureInfo culture = CultureInfo.InvariantCulture;
        int left = Listed.Count - MostLines;
        return string.Join(
            Environment.NewLine,
            [
                .. Listed.Take(MostLines).Select(Line),
                .. left > 0 ? [$"… and {Counted.Of(left, "more string")}; --json has all"] : Array.Empty<string>(),
                .. Remainder > 0 ? [string.Create(culture, $"remainder  {Remainder:G10}")] : Array.Empty<string>(),
                .. Mean is null ? Array.Empty<string>() : [Mean.ToText()],
                $"plan       {Counted.Of(Plan.Cuts.Count, "cut")}, {Counted.Of(Plan.Fragments.Count, "fragment")}",
                .. Estimates is null
                    ? Array.Empty<string>()
                    : [$"shots      {Estimates.ShotCount} in total of {Counted.Of(Estimates.CircuitCount, "circuit")}, {Mode}"],
                string.Create(culture, $"time       {1e3 * Time.TotalSeconds:F3} ms"),
            ]);
    }

    private static string Line(ListedString listed) => listed.StandardError == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{listed.Bits}  {listed.Probability:G10}")
        : string.Create(
            CultureInfo.InvariantCulture, $"{listed.Bits}  {listed.Probability:G5}  raw {listed.Raw:G5} ± {listed.StandardError:G3}");

    private JsonObject Numbers(Func<ListedString, double> number)
    {
        var numbers = new JsonObject();
        foreach (ListedString listed in Listed)
        {
            numbers[listed.Bits] = number(listed);
        }

        return numbers;
    }
}
