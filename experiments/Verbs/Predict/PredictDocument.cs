using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn predict</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Classes">The classes that the model knows; none of a regression.</param>
/// <param name="Outputs">The model's outputs, for each row.</param>
/// <param name="Given">The classes that the table has, for each row; null where it has none.</param>
internal sealed record PredictDocument(
    string Run, IReadOnlyList<string> Classes, IReadOnlyList<double[]> Outputs, IReadOnlyList<string>? Given)
{
    /// <summary>The loss that the model was trained with, which gives its outputs their meaning.</summary>
    public required Loss Loss { get; init; }

    /// <summary>How a regression's targets were scaled; null of a classification.</summary>
    public required TargetScale? Targets { get; init; }

    /// <summary>The targets that the table has, for each row; null where it has none.</summary>
    public required IReadOnlyList<double>? GivenTargets { get; init; }

    private double? Accuracy =>
        Given is null ? null : Outputs.Index().Count(o => ClassOf(o.Item) == Given[o.Index]) / (double)Outputs.Count;

    private double? RSquared =>
        GivenTargets is null ? null : Evaluation.Determination([.. Outputs.Select(o => Targets!.Target(o[0]))], GivenTargets);

    public string ToJson() => (Targets is { } targets ? Numbers(targets) : ClassesFound()).ToJsonString(ReadableJson.Options);

    public string ToText() => string.Join(Environment.NewLine, Targets is { } targets ? NumberLines(targets) : ClassLines());

    private static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(v => JsonValue.Create(v))]);

    private static string Text(IEnumerable<double> values) =>
        string.Join("  ", values.Select(v => v.ToString("F6", CultureInfo.InvariantCulture)));

    private JsonObject Numbers(TargetScale targets) => new()
    {
        ["run"] = Run,
        ["r_squared"] = RSquared,
        ["predictions"] = new JsonArray([.. Outputs.Index().Select(o => new JsonObject
        {
            ["row"] = o.Index,
            ["prediction"] = targets.Target(o.Item[0]),
            ["outputs"] = Array(o.Item),
        })]),
    };

    private JsonObject ClassesFound() => new()
    {
        ["run"] = Run,
        ["classes"] = new JsonArray([.. Classes.Select(c => JsonValue.Create(c))]),
        ["accuracy"] = Accuracy,
        ["predictions"] = new JsonArray([.. Outputs.Index().Select(o => new JsonObject
        {
            ["row"] = o.Index,
            ["class"] = ClassOf(o.Item),
            ["outputs"] = Array(o.Item),
            ["probabilities"] = Loss.Probabilities(o.Item) is { } probabilities ? Array(probabilities) : null,
        })]),
    };

    private IEnumerable<string> NumberLines(TargetScale targets) =>
    [
        "row    prediction       outputs",
        .. Outputs.Index().Select(o => string.Create(
            CultureInfo.InvariantCulture, $"{o.Index,-6} {targets.Target(o.Item[0]),-16:G8} {Text(o.Item)}")),
        .. GivenTargets is null ? [] : (string[])[$"R² {SummaryText.Number(RSquared)} of {Counted.Of(Outputs.Count, "row")}"],
    ];

    private IEnumerable<string> ClassLines() =>
    [
        "row    class            outputs",
        .. Outputs.Index().Select(o => $"{o.Index,-6} {ClassOf(o.Item) ?? "none",-16} {Text(o.Item)}"),
        .. Accuracy is { } accuracy
            ? [string.Create(CultureInfo.InvariantCulture, $"accuracy {100 * accuracy:F1} % of {Counted.Of(Outputs.Count, "row")}")]
            : System.Array.Empty<string>(),
    ];

    // One output chooses between two classes by its sign, and none where it is 0; of several the first largest is chosen.
    private string? ClassOf(double[] outputs) => outputs.Length > 1 ? Classes[System.Array.IndexOf(outputs, outputs.Max())]
        : outputs[0] == 0 ? null
        : Classes[outputs[0] > 0 ? 1 : 0];
}
