using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Unit.Lowering;

/// <summary>The circuits of <c>Data/circuits.json</c>, their first angles as weights.</summary>
internal sealed class StoredCircuits
{
    private StoredCircuits(JsonElement json)
    {
        Json = json;
        Id = json.GetProperty("id").GetString()!;
        Observables = [.. json.GetProperty("observables").EnumerateArray().Select(o => o.GetString()!)];
        List<double> angles = [];
        var builder = new CircuitBuilder(json.GetProperty("n").GetInt32());
        foreach (JsonElement gate in json.GetProperty("gates").EnumerateArray())
        {
            double[] values = Numbers(gate.GetProperty("params"));
            FirstAngleOf.Add(values.Length == 0 ? -1 : angles.Count);
            Angle[] weights = [.. Enumerable.Range(angles.Count, values.Length).Select(Angle.Weight)];
            angles.AddRange(values);
            int[] qubits = [.. gate.GetProperty("q").EnumerateArray().Select(q => q.GetInt32())];
            builder.Add(Gates.Find(gate.GetProperty("name").GetString()!)!, weights, qubits);
        }

        Circuit = builder.Build();
        Weights = [.. angles];
    }

    public JsonElement Json { get; }

    public string Id { get; }

    public Circuit Circuit { get; }

    public double[] Weights { get; }

    public string[] Observables { get; }

    /// <summary>For each gate the index of its first angle, or -1.</summary>
    public List<int> FirstAngleOf { get; } = [];

    public static IEnumerable<StoredCircuits> All() => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "circuits.json")))
        .RootElement.EnumerateArray().Select(c => new StoredCircuits(c));

    /// <summary>Returns the plan of the stored gate cuts, with one term for every observable.</summary>
    public CutPlan Plan() => CutPlanner.Plan(
        Circuit,
        new PauliSum(Observables.Select(o => new PauliTerm(1, PauliString.Parse(o)))),
        Json.GetProperty("cuts").EnumerateArray().Select(ReadCut),
        PlanSettings.Plain);

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static Cut ReadCut(JsonElement cut) => cut.GetProperty("type").GetString() == "gate"
        ? new GateCut(cut.GetProperty("gate").GetInt32())
        : new WireCut(cut.GetProperty("qubit").GetInt32(), cut.GetProperty("after_gate").GetInt32());
}
