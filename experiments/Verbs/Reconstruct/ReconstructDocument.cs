using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn reconstruct</c> prints; the fields are described in <c>docs/devices.md</c>.</summary>
internal sealed record ReconstructDocument(DeviceFolder Folder, DeviceResults Results, Estimate Estimate, bool IsMitigated)
{
    private int RunCount => Folder.Query.Circuits.Count - Results.Missing.Count;

    public string ToJson() => new JsonObject
    {
        ["value"] = Estimate.Value,
        ["standard_error"] = Estimate.StandardError,
        ["exact"] = Folder.Exact,
        ["mitigated"] = IsMitigated,
        ["circuits"] = Folder.Query.Circuits.Count,
        ["circuits_run"] = RunCount,
        ["total_shots"] = Results.TotalShots,
        ["lost_shots"] = Results.LostShots,
        ["missing"] = new JsonArray([.. Results.Missing.Select(m => JsonValue.Create(m))]),
        ["formats"] = new JsonArray([.. Results.Formats.Select(f => JsonValue.Create(f))]),
    }.ToJsonString(ReadableJson.Options);

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string exact = Folder.Exact is { } value ? string.Create(culture, $"   exact, uncut: {value:G10}") : "";
        string lost = Results.LostShots > 0 ? string.Create(culture, $", {Results.LostShots} lost") : "";
        return string.Join(
            Environment.NewLine,
            string.Create(
                culture,
                $"value        {Estimate.Value:G10} ± {Estimate.StandardError:G3} (statistical "
                + $"only{(IsMitigated ? ", readout mitigated" : "")}){exact}"),
            string.Create(culture, $"circuits     {RunCount} of {Folder.Query.Circuits.Count} ({string.Join(", ", Results.Formats)})"),
            string.Create(culture, $"shots        {Results.TotalShots} in total{lost}"));
    }
}
