using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn convert</c> prints.</summary>
internal sealed record ConvertDocument(Circuit Circuit, string File, int Version)
{
    public string ToText() => $"wrote {File}: OpenQASM {Version}, {Circuit.QubitCount} qubits, {Circuit.Instructions.Count} instructions";

    public string ToJson() => new JsonObject
    {
        ["file"] = File,
        ["version"] = Version,
        ["qubits"] = Circuit.QubitCount,
        ["bits"] = Circuit.BitCount,
        ["features"] = Circuit.FeatureCount,
        ["weights"] = Circuit.WeightCount,
        ["instructions"] = Circuit.Instructions.Count,
    }.ToJsonString(ReadableJson.Options);
}
