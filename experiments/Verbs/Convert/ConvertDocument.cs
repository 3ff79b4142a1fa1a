using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>The output of <c>cutqnn convert</c>.</summary>
/// <param name="Program">What was written.</param>
/// <param name="File">The written file as the command line names it.</param>
/// <param name="Version">The version of OpenQASM that was written.</param>
/// <param name="IsPortable">Whether in the part that all readers agree on.</param>
internal sealed record ConvertDocument(OpenQasmProgram Program, string File, int Version, bool IsPortable)
{
    private Circuit Circuit => Program.Circuit;

    public string ToText()
    {
        string[] renamed = [.. Inputs().Where(i => i.Key != i.Value).Select(i => $"{i.Key} is written {i.Value}")];
        return $"wrote {File}: OpenQASM {Version}, {Counted.Of(Circuit.QubitCount, "qubit")}, "
            + Counted.Of(Circuit.Instructions.Count, "instruction")
            + (renamed.Length == 0 ? "" : $"; input {string.Join(", ", renamed)}");
    }

    public string ToJson() => new JsonObject
    {
        ["file"] = File,
        ["version"] = Version,
        ["portable"] = IsPortable,
        ["qubits"] = Circuit.QubitCount,
        ["bits"] = Circuit.BitCount,
        ["features"] = Circuit.FeatureCount,
        ["weights"] = Circuit.WeightCount,
        ["instructions"] = Circuit.Instructions.Count,
        ["inputs"] = new JsonObject(Inputs().Select(i => KeyValuePair.Create(i.Key, (JsonNode?)i.Value))),
    }.ToJsonString(ReadableJson.Options);

    // The names in the file that was read, with those in the file that was written.
    private IEnumerable<KeyValuePair<string, string>> Inputs() => Version == 2 ? [] : Program.FeatureNames.Concat(Program.WeightNames)
        .Zip(OpenQasm3Writer.WrittenInputs(Program, IsPortable), KeyValuePair.Create);
}
