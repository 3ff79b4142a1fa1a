using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Plans as JSON: what they were made from, the circuit included, so that the same plan comes back and no other circuit's.
/// </summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a plan: the fields of <c>docs/cutting.md</c>.</summary>
    public static string Write(CutPlan plan) => new JsonObject
    {
        ["qubits"] = plan.Circuit.QubitCount,
        ["observable"] = plan.GivenObservable.ToString(),
        ["partition"] = plan.Labels?.Letters,
        ["joins_cuts"] = plan.Settings.JoinsCuts,
        ["drops_unseen"] = plan.Settings.DropsUnseen,
        ["keeps_wide_gates"] = plan.Settings.KeepsWideGates,
        ["finds_gadgets"] = plan.Settings.FindsGadgets,
        ["moves_tail"] = plan.Settings.MovesTail,
        ["links_sides"] = plan.Settings.LinksSides,
        ["cuts"] = new JsonArray([.. plan.Cuts.Select(c => Write(c.Cut))]),
        ["circuit"] = OpenQasm3Writer.Write(plan.Given?.Circuit ?? plan.Circuit),
    }.ToJsonString(Indented);

    /// <summary>Reads a plan back.</summary>
    /// <param name="json">What <see cref="Write(CutPlan)"/> wrote.</param>
    /// <param name="circuit">The circuit that it was made for; wider gates may be written out in the plan's.</param>
    /// <exception cref="CutAwareException">The text is no plan, or the plan belongs to another circuit.</exception>
    public static CutPlan Read(string json, Circuit circuit)
    {
        JsonElement root = Root(json);
        int qubits = Integer(root, "qubits");
        if (qubits != circuit.QubitCount)
        {
            throw new CutException(
                $"the plan is for {Counted.Of(qubits, "qubit")} but the circuit has {circuit.QubitCount}; give the plan's own circuit");
        }

        var observable = PauliSum.Parse(Text(root, "observable"));
        var settings = new PlanSettings(Flag(root, "joins_cuts"), Flag(root, "drops_unseen"))
        {
            KeepsWideGates = LaterFlag(root, "keeps_wide_gates"),
            FindsGadgets = LaterFlag(root, "finds_gadgets"),
            LinksSides = LaterFlag(root, "links_sides"),
            MovesTail = LaterFlag(root, "moves_tail"),
        };
        JsonElement labels = Field(root, "partition");
        Cut[] cuts = Cuts(root);
        Circuit planned = OpenQasmReader.Read(Text(root, "circuit"), "the plan's circuit").Circuit;
        Circuit written = TwoQubitForm.Of(planned);
        if (written != TwoQubitForm.Of(circuit) && written != TwoQubitForm.Of(GadgetRewriting.WritePairs(circuit)))
        {
            throw new CutException("the plan was made for another circuit with as many qubits; give the plan's own circuit, or plan anew");
        }

        CutPlan plan = labels.ValueKind switch
        {
            JsonValueKind.String => CutPlanner.Plan(planned, observable, PartitionLabels.Parse(labels.GetString()!, qubits), settings),
            JsonValueKind.Null => CutPlanner.Plan(planned, observable, cuts, settings),
            _ => throw new CutException("the plan's 'partition' is neither text nor null; write plans with 'cutqnn plan --out'"),
        };
        return plan.Cuts.Select(c => c.Cut).SequenceEqual(cuts)
            ? plan
            : throw new CutException("the plan's 'cuts' are not those that it makes; write plans with 'cutqnn plan --out'");
    }

    private static JsonObject Write(Cut cut) => cut switch
    {
        GateCut gate => new() { ["kind"] = "gate", ["instruction"] = gate.Instruction },
        MergedGateCut merged => new() { ["kind"] = "merged", ["instructions"] = Numbers(merged.Instructions) },
        JointGateCut joint => new()
        {
            ["kind"] = joint.Form == JointForm.Parallel ? "parallel" : "ancilla",
            ["instructions"] = Numbers(joint.Instructions),
        },
        WireCut wire => new() { ["kind"] = "wire", ["qubit"] = wire.Qubit, ["after_instruction"] = wire.AfterInstruction },
        CommunicatingWireCut together => new()
        {
            ["kind"] = together.Form == CommunicationForm.Optimal ? "communicating" : "randomised",
            ["qubits"] = Numbers(together.Wires.Select(w => w.Qubit)),
            ["after_instructions"] = Numbers(together.Wires.Select(w => w.AfterInstruction)),
        },
        _ => throw new CutException($"cut {cut} is of no known kind; cut a gate or a wire"),
    };

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);

    private static Cut[] Cuts(JsonElement root)
    {
        JsonElement cuts = Field(root, "cuts");
        return cuts.ValueKind == JsonValueKind.Array
            ? [.. cuts.EnumerateArray().Select(Cut)]
            : throw new CutException("the plan's 'cuts' is no array; write plans with 'cutqnn plan --out'");
    }

    private static Cut Cut(JsonElement cut) => Text(cut, "kind") switch
    {
        "gate" => new GateCut(Integer(cut, "instruction")),
        "merged" => new MergedGateCut(Integers(cut, "instructions")),
        "parallel" => new JointGateCut(Integers(cut, "instructions"), JointForm.Parallel),
        "ancilla" => new JointGateCut(Integers(cut, "instructions"), JointForm.Ancilla),
        "wire" => new WireCut(Integer(cut, "qubit"), Integer(cut, "after_instruction")),
        "communicating" => Together(cut, CommunicationForm.Optimal),
        "randomised" => Together(cut, CommunicationForm.Randomised),
        string other =>
            throw new CutException(
                $"the plan has a cut of kind '{other}'; use gate, merged, parallel, ancilla, wire, communicating or randomised"),
    };

    private static CommunicatingWireCut Together(JsonElement cut, CommunicationForm form)
    {
        EquatableArray<int> qubits = Integers(cut, "qubits");
        EquatableArray<int> places = Integers(cut, "after_instructions");
        return qubits.Count == places.Count
            ? new(qubits.Zip(places, (q, i) => new WireCut(q, i)).ToEquatableArray(), form)
            : throw new CutException(
                $"the plan cuts {Counted.Of(qubits.Count, "qubit")} at {Counted.Of(places.Count, "place")}; give one place per qubit");
    }

    private static JsonElement Root(string json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException exception)
        {
            throw new CutException($"the plan is no JSON at line {exception.LineNumber + 1}; write plans with 'cutqnn plan --out'");
        }
    }

    private static JsonElement Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement field)
            ? field
            : throw new CutException($"the plan has no '{name}'; write plans with 'cutqnn plan --out'");

    private static string Text(JsonElement parent, string name) => Field(parent, name) is { ValueKind: JsonValueKind.String } field
        ? field.GetString()!
        : throw new CutException($"the plan's '{name}' is no text; write plans with 'cutqnn plan --out'");

    private static int Integer(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt32(out int number)
            ? number
            : throw new CutException($"the plan's '{name}' is no whole number; write plans with 'cutqnn plan --out'");

    private static bool Flag(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } field
        ? field.GetBoolean()
        : throw new CutException($"the plan's '{name}' is neither true nor false; write plans with 'cutqnn plan --out'");

    // Absent in plans of earlier versions, which did none of these.
    private static bool LaterFlag(JsonElement parent, string name) => parent.TryGetProperty(name, out _) && Flag(parent, name);

    private static EquatableArray<int> Integers(JsonElement parent, string name)
    {
        JsonElement field = Field(parent, name);
        return field.ValueKind == JsonValueKind.Array
            && field.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _))
            ? field.EnumerateArray().Select(e => e.GetInt32()).ToEquatableArray()
            : throw new CutException($"the plan's '{name}' is no array of whole numbers; write plans with 'cutqnn plan --out'");
    }
}
