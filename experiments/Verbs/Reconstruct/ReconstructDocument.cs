using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn reconstruct</c> prints; the fields are described in <c>docs/devices.md</c>.</summary>
internal sealed record ReconstructDocument(DeviceFolder Folder, DeviceResults Results, IReadOnlyList<DeviceValue> Values, bool IsMitigated)
{
    /// <summary>The further round that was written; null where none was.</summary>
    public NextRound.WrittenRound? Next { get; init; }

    private int RunCount => Folder.Circuits.Count - Results.Missing.Count;

    public string ToJson()
    {
        JsonObject document = Values.Count == 1
            ? Fields(Values[0])
            : new() { ["estimates"] = new JsonArray([.. Values.Select(Listed)]) };
        document["mitigated"] = IsMitigated;
        document["circuits"] = Folder.Circuits.Count;
        document["circuits_run"] = RunCount;
        document["total_shots"] = Results.TotalShots;
        document["lost_shots"] = Results.LostShots;
        document["missing"] = new JsonArray([.. Results.Missing.Select(m => JsonValue.Create(m))]);
        document["formats"] = new JsonArray([.. Results.Formats.Select(f => JsonValue.Create(f))]);
        if (Values.Count == 1 && Values[0].ZeroNoise is { } zeroNoise)
        {
            document["zero_noise"] = ZeroNoiseText.Json(zeroNoise);
        }

        if (Next is not null)
        {
            document["next"] = Next.ToJson();
        }

        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string lost = Results.LostShots > 0 ? string.Create(culture, $", {Results.LostShots} lost") : "";
        return string.Join(
            Environment.NewLine,
            [.. Values.SelectMany(Lines),
            string.Create(culture, $"circuits     {RunCount} of {Folder.Circuits.Count} ({string.Join(", ", Results.Formats)})"),
            string.Create(culture, $"shots        {Results.TotalShots} in total{lost}"),
            .. Next is null ? Array.Empty<string>() : [Next.ToText()]]);
    }

    private static JsonObject Fields(DeviceValue value) => new()
    {
        ["value"] = value.Estimate.Value,
        ["standard_error"] = value.Estimate.StandardError,
        ["exact"] = value.Exact,
    };

    private static JsonObject Listed(DeviceValue value)
    {
        JsonObject document = Fields(value);
        document.Insert(0, "observable", value.Observable);
        document.Insert(1, "row", value.Row);
        if (value.ZeroNoise is { } zeroNoise)
        {
            document["zero_noise"] = ZeroNoiseText.Json(zeroNoise);
        }

        return document;
    }

    private IEnumerable<string> Lines(DeviceValue value)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (Values.Count > 1)
        {
            yield return string.Create(culture, $"observable   {value.Observable}   row {value.Row}");
        }

        string exact = value.Exact is { } known ? string.Create(culture, $"   exact, uncut: {known:G10}") : "";
        yield return string.Create(
            culture,
            $"value        {value.Estimate.Value:G10} ± {value.Estimate.StandardError:G3} (statistical "
                + $"only{(IsMitigated ? ", readout mitigated" : "")}){exact}");
        if (value.ZeroNoise is { } zeroNoise)
        {
            yield return ZeroNoiseText.Line(zeroNoise);
        }
    }
}
