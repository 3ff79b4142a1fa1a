using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn cut</c> prints; the fields are described in <c>docs/devices.md</c>.</summary>
internal sealed record CutDocument(DeviceFolder Folder, CutPlan Plan, DeviceFolderSettings Settings, string Out)
{
    private IReadOnlyList<DeviceCircuit> Circuits => Folder.Circuits;

    private long TotalShots => Folder.TotalShots;

    public string ToJson() => new JsonObject
    {
        ["folder"] = Out,
        ["dialect"] = Settings.Dialect.Name,
        ["fragments"] = Plan.Fragments.Count,
        ["cuts"] = Plan.Cuts.Count,
        ["circuits"] = Circuits.Count,
        ["mid_circuit"] = Settings.IsDeferred ? 0 : Circuits.Count(c => c.IsMidCircuit),
        ["qubits"] = Circuits.Select(c => c.Circuit.QubitCount).DefaultIfEmpty(0).Max(),
        ["total_shots"] = TotalShots,
        ["exact"] = Folder.Exact,
        ["swaps"] = Folder.SwapCount,
        ["scales"] = Folder.ZeroNoise is { } zeroNoise ? new JsonArray([.. zeroNoise.Scales.Select(s => JsonValue.Create(s))]) : null,
    }.ToJsonString(ReadableJson.Options);

    public string ToText() => string.Join(
        Environment.NewLine,
        string.Create(
            CultureInfo.InvariantCulture,
            $"wrote {Out}: {Circuits.Count} circuits of {Plan.Fragments.Count} fragments in dialect {Settings.Dialect.Name}, "
                + $"{TotalShots} shots in total{(Folder.SwapCount is { } swaps ? $", routed by {Counted.Of(swaps, "swap")}" : "")}"),
        $"next         run circuits/*.qasm and {DeviceProbe}, put what comes back into {Out}/results, then: cutqnn reconstruct {Out}");

    private const string DeviceProbe = "probe.qasm";
}
