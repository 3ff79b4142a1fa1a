using System.Text;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn info</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
internal sealed class InfoDocument
{
    private const int LineWidth = 100;
    private const int NameWidth = 14;

    private readonly OpenQasmProgram _program;
    private readonly Circuit _circuit;
    private readonly CircuitStatistics _counts;

    public InfoDocument(OpenQasmProgram program)
    {
        _program = program;
        _circuit = program.Circuit;
        _counts = CircuitStatistics.Of(_circuit);
    }

    public string ToJson()
    {
        var gates = new JsonObject();
        foreach (GateCount gate in _counts.GateCounts)
        {
            gates[gate.Name] = gate.Count;
        }

        var document = new JsonObject
        {
            ["qubits"] = _circuit.QubitCount,
            ["bits"] = _circuit.BitCount,
            ["features"] = _circuit.FeatureCount,
            ["weights"] = _circuit.WeightCount,
            ["feature_names"] = new JsonArray([.. _program.FeatureNames.Select(n => JsonValue.Create(n))]),
            ["weight_names"] = new JsonArray([.. _program.WeightNames.Select(n => JsonValue.Create(n))]),
            ["depth"] = _counts.Depth,
            ["instructions"] = _counts.InstructionCount,
            ["gates"] = gates,
            ["measurements"] = _counts.MeasurementCount,
            ["resets"] = _counts.ResetCount,
            ["barriers"] = _counts.BarrierCount,
            ["conditionals"] = _counts.ConditionalCount,
            ["dynamic"] = _circuit.IsDynamic,
            ["interactions"] = new JsonArray([.. _counts.Interactions.Select(pair => new JsonObject
            {
                ["qubits"] = new JsonArray(pair.First, pair.Second),
                ["count"] = pair.Count,
            })]),
            ["untouched_qubits"] = new JsonArray([.. _counts.UntouchedQubits.Select(q => JsonValue.Create(q))]),
        };
        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText() => string.Join(
        Environment.NewLine,
        Line("qubits", [$"{_circuit.QubitCount}"]),
        Line("untouched", _counts.UntouchedQubits.Select(q => $"q{q}")),
        Line("bits", [$"{_circuit.BitCount}"]),
        Line("features", Counted(_program.FeatureNames)),
        Line("weights", Counted(_program.WeightNames)),
        Line("depth", [$"{_counts.Depth}"]),
        Line("instructions", [
            $"{_counts.InstructionCount}:",
            $"gates {_counts.GateCounts.Sum(g => g.Count)},",
            $"measurements {_counts.MeasurementCount},",
            $"resets {_counts.ResetCount},",
            $"barriers {_counts.BarrierCount};",
            $"of these under a condition {_counts.ConditionalCount}",
        ]),
        Line("gates", _counts.GateCounts.Select(g => $"{g.Name} {g.Count}"), ","),
        Line("interactions", _counts.Interactions.Select(p => $"q{p.First}-q{p.Second} {p.Count}"), ","),
        Line("dynamic", [_circuit.IsDynamic ? "yes" : "no"]));

    private static string[] Counted(IReadOnlyList<string> names) =>
        names.Count == 0 ? ["0"] : [$"{names.Count}:", .. names];

    // Items after a name, folded between items.
    private static string Line(string name, IEnumerable<string> items, string separator = "")
    {
        string[] words = [.. items];
        if (words.Length == 0)
        {
            words = ["none"];
        }

        var text = new StringBuilder(name.PadRight(NameWidth));
        int column = NameWidth;
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i] + (i + 1 < words.Length ? separator : "");
            if (i > 0 && column + 1 + word.Length > LineWidth)
            {
                text.Append(Environment.NewLine).Append(' ', NameWidth).Append(word);
                column = NameWidth + word.Length;
                continue;
            }

            text.Append(i > 0 ? " " : "").Append(word);
            column += word.Length + (i > 0 ? 1 : 0);
        }

        return text.ToString();
    }
}
