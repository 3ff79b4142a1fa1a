using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>The output of <c>cutqnn draw --json</c>; the fields are described in <c>docs/console.md</c>.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Cuts">The cuts that are marked.</param>
/// <param name="Text">The drawing; null where an SVG file was written.</param>
/// <param name="Svg">The SVG file as the command line names it; null where none was written.</param>
internal sealed record DrawDocument(Circuit Circuit, IReadOnlyList<Cut> Cuts, string? Text, string? Svg)
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

    private JsonObject Of(Cut cut) => cut switch
    {
        GateCut gate => new() { ["kind"] = "gate", ["instruction"] = gate.Instruction, ["qubits"] = Qubits(gate.Instruction) },
        WireCut wire => Of(wire),
        JointGateCut joint => Of("joint", joint.Instructions),
        MergedGateCut merged => Of("merged", merged.Instructions),
        CommunicatingWireCut linked => new() { ["kind"] = "communicating", ["wires"] = new JsonArray([.. linked.Wires.Select(Of)]) },
        _ => throw new NotSupportedException($"{cut} has no form in JSON"),
    };

    private static JsonObject Of(WireCut wire) =>
        new() { ["kind"] = "wire", ["qubit"] = wire.Qubit, ["after_instruction"] = wire.AfterInstruction };

    private JsonObject Of(string kind, IEnumerable<int> instructions) => new()
    {
        ["kind"] = kind,
        ["instructions"] = new JsonArray([.. instructions.Select(i => JsonValue.Create(i))]),
        ["qubits"] = new JsonArray([.. instructions.Select(Qubits)]),
    };

    private JsonArray Qubits(int instruction) => new([.. Circuit.Instructions[instruction].Qubits.Select(q => JsonValue.Create(q))]);
}
