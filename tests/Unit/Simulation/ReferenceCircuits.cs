using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>The circuits of <c>Data/circuits.json</c> as circuits, observables and cuts.</summary>
internal static class ReferenceCircuits
{
    public static IReadOnlyList<JsonElement> All { get; } =
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "circuits.json")))
            .RootElement.EnumerateArray(),
    ];

    public static TheoryData<string> Ids(Func<JsonElement, bool> where) =>
        [.. All.Where(where).Select(c => c.GetProperty("id").GetString()!)];

    public static JsonElement Find(string id) => All.Single(c => c.GetProperty("id").GetString() == id);

    public static Circuit Circuit(JsonElement json)
    {
        var builder = new CircuitBuilder(json.GetProperty("n").GetInt32());
        foreach (JsonElement gate in json.GetProperty("gates").EnumerateArray())
        {
            builder.Add(
                Gates.Find(gate.GetProperty("name").GetString()!)!,
                [.. Numbers(gate.GetProperty("params")).Select(Angle.FromDouble)],
                [.. gate.GetProperty("q").EnumerateArray().Select(q => q.GetInt32())]);
        }

        return builder.Build();
    }

    /// <summary>Replaces the first angle of each gate that has a stored gradient by a weight; returns its value too.</summary>
    public static (Circuit Circuit, double[] Weights) WithWeights(JsonElement json)
    {
        Circuit circuit = Circuit(json);
        int[] indices = [.. json.GetProperty("grad_gate_index").EnumerateArray().Select(i => i.GetInt32())];
        Instruction[] instructions = [.. circuit.Instructions];
        double[] weights = new double[indices.Length];
        for (int w = 0; w < indices.Length; w++)
        {
            var gate = (GateInstruction)instructions[indices[w]];
            weights[w] = gate.Angles[0].Constant;
            instructions[indices[w]] = gate with { Angles = gate.Angles.Select((a, p) => p == 0 ? Angle.Weight(w) : a).ToEquatableArray() };
        }

        return (circuit with { WeightCount = weights.Length, Instructions = instructions.ToEquatableArray() }, weights);
    }

    /// <summary>Returns the observables as one sum; term i is observable i, since they differ.</summary>
    public static PauliSum Observables(JsonElement json) =>
        new(json.GetProperty("observables").EnumerateArray().Select(o => new PauliTerm(1, PauliString.Parse(o.GetString()!))));

    public static Cut[] Cuts(JsonElement json) =>
    [
        .. json.GetProperty("cuts").EnumerateArray().Select(cut => cut.GetProperty("type").GetString() == "gate"
            ? (Cut)new GateCut(cut.GetProperty("gate").GetInt32())
            : new WireCut(cut.GetProperty("qubit").GetInt32(), cut.GetProperty("after_gate").GetInt32())),
    ];

    public static CutPlan Plan(JsonElement json) => CutPlanner.Plan(Circuit(json), Observables(json), Cuts(json), PlanSettings.Plain);

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
}
