using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn draw --json</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Cuts">The cuts that are marked.</param>
/// <param name="Text">The drawing; null where an SVG file was written.</param>
/// <param name="Svg">The SVG file as the command line names it; null where none was written.</param>
internal sealed record DrawDocument(Circuit Circuit, IReadOnlyList<GateCut> Cuts, string? Text, string? Svg)
{
    public string ToJson()
    {
        CircuitStatistics counts = CircuitStatistics.Of(Circuit);
        var document = new JsonObject
        {
            ["qubits"] = Circuit.QubitCount,
            ["bits"] = Circuit.BitCount,
            ["instructions"] = counts.InstructionCount,
            ["depth"] = counts.Depth,
            ["cuts"] = new JsonArray([.. Cuts.Select(Of)]),
            [Svg is null ? "text" : "svg"] = Svg ?? Text,
        };
        return document.ToJsonString(ReadableJson.Options);
    }

    private JsonObject Of(GateCut cut) => new()
    {
        ["kind"] = "gate",
        ["instruction"] = cut.Instruction,
        ["qubits"] = new JsonArray([.. Circuit.Instructions[cut.Instruction].Qubits.Select(q => JsonValue.Create(q))]),
    };
}
