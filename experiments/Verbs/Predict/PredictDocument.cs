using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn predict</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Classes">The classes that the model knows.</param>
/// <param name="Outputs">The model's outputs, for each row.</param>
/// <param name="Given">The classes that the table has, for each row; null where it has none.</param>
internal sealed record PredictDocument(
    string Run, IReadOnlyList<string> Classes, IReadOnlyList<double[]> Outputs, IReadOnlyList<string>? Given)
{
    private double? Accuracy =>
        Given is null ? null : Outputs.Index().Count(o => ClassOf(o.Item) == Given[o.Index]) / (double)Outputs.Count;

    public string ToJson() => new JsonObject
    {
        ["run"] = Run,
        ["classes"] = new JsonArray([.. Classes.Select(c => JsonValue.Create(c))]),
        ["accuracy"] = Accuracy,
        ["predictions"] = new JsonArray([.. Outputs.Index().Select(o => new JsonObject
        {
            ["row"] = o.Index,
            ["class"] = ClassOf(o.Item),
            ["outputs"] = new JsonArray([.. o.Item.Select(v => JsonValue.Create(v))]),
        })]),
    }.ToJsonString(ReadableJson.Options);

    public string ToText() => string.Join(Environment.NewLine,
    [
        "row    class            outputs",
        .. Outputs.Index().Select(o => string.Create(
            CultureInfo.InvariantCulture,
            $"{o.Index,-6} {ClassOf(o.Item) ?? "none",-16} "
            + $"{string.Join("  ", o.Item.Select(v => v.ToString("F6", CultureInfo.InvariantCulture)))}")),
        .. Accuracy is { } accuracy
            ? [string.Create(CultureInfo.InvariantCulture, $"accuracy {100 * accuracy:F1} % of {Counted.Of(Outputs.Count, "row")}")]
            : Array.Empty<string>(),
    ]);

    // One output chooses between two classes by its sign, and none where it is 0; of several the first largest is chosen.
    private string? ClassOf(double[] outputs) => outputs.Length > 1 ? Classes[Array.IndexOf(outputs, outputs.Max())]
        : outputs[0] == 0 ? null
        : Classes[outputs[0] > 0 ? 1 : 0];
}
