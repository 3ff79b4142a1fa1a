using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Unit.Simulation;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>
/// The fragments of <c>Data/circuits.json</c> next to those of a plan. A stored fragment is a label, connected or not; a plan splits it
/// into its connected parts, which this finds again.
/// </summary>
internal static class StoredFragments
{
    public static IReadOnlyList<JsonElement> Of(JsonElement json) => [.. json.GetProperty("fragments").EnumerateArray()];

    /// <summary>Returns the plan's fragments that are the parts of each stored fragment, in plan order.</summary>
    public static IReadOnlyList<IReadOnlyList<Fragment>> Parts(JsonElement json, CutPlan plan)
    {
        IReadOnlyList<JsonElement> stored = Of(json);
        ILookup<int, Fragment> parts = plan.Fragments.ToLookup(fragment => Owner(stored, plan, fragment));
        return [.. stored.Select((_, s) => parts[s].ToArray())];
    }

    /// <summary>Returns whether the plan's fragments are the stored ones, none split.</summary>
    public static bool AreWhole(JsonElement json, CutPlan plan) => Parts(json, plan).All(p => p.Count == 1);

    /// <summary>
    /// Returns a plan whose fragments are the stored ones, in order: by labels where only gates are cut, else by positions, with the
    /// segments of each label tied together by RZZ(0) at the circuit's beginning and end.
    /// </summary>
    public static CutPlan Plan(JsonElement json, PauliSum observable)
    {
        Circuit circuit = ReferenceCircuits.Circuit(json);
        Cut[] cuts = ReferenceCircuits.Cuts(json);
        if (cuts.All(c => c is GateCut))
        {
            string labels = json.GetProperty("partition").GetString()!;
            return CutPlanner.PlanByLabel(circuit, observable, PartitionLabels.Parse(labels, circuit.QubitCount));
        }

        int n = circuit.QubitCount;
        int[] begun = [.. cuts.OfType<WireCut>().Select(c => c.Qubit)];
        int[][] segments = [.. Of(json).Select(f => f.GetProperty("segments").EnumerateArray().Select(s => s.GetInt32()).ToArray())];
        GateInstruction[] first = [.. segments.SelectMany(s => Ties([.. s.Where(i => i < n)]))];
        GateInstruction[] last =
        [
            .. segments.SelectMany(s => Ties(
                [.. s.Where(i => i >= n || !begun.Contains(i)).Select(i => i < n ? i : begun[i - n])])),
        ];
        return CutPlanner.Plan(
            circuit with { Instructions = first.Concat(circuit.Instructions).Concat(last).ToEquatableArray() },
            observable,
            cuts.Select(cut => cut switch
            {
                GateCut gate => gate with { Instruction = gate.Instruction + first.Length },
                WireCut wire => wire with { AfterInstruction = wire.AfterInstruction + first.Length },
                _ => cut,
            }),
            PlanSettings.Plain);
    }

    /// <summary>Returns the qubit of each segment: segments from n on are wires begun at wire cuts, in the order of the cuts.</summary>
    public static IEnumerable<int> Qubits(JsonElement json, JsonElement fragment)
    {
        int n = json.GetProperty("n").GetInt32();
        int[] begun = [.. ReferenceCircuits.Cuts(json).OfType<WireCut>().Select(c => c.Qubit)];
        return fragment.GetProperty("segments").EnumerateArray().Select(s => s.GetInt32()).Select(s => s < n ? s : begun[s - n]);
    }

    public static IEnumerable<(int Cut, bool IsSecond)> Legs(JsonElement fragment) => fragment.GetProperty("legs").EnumerateArray()
        .Select(leg => (leg.GetProperty("cut").GetInt32(), leg.GetProperty("side").GetString() == "R"));

    public static bool IsSecond(CutPlan plan, Fragment fragment, int leg) =>
        plan.Cuts[fragment.Legs[leg].Cut].Second == new CutSide(fragment.Index, leg);

    private static IEnumerable<GateInstruction> Ties(int[] qubits) => qubits.Zip(
        qubits.Skip(1), (a, b) => new GateInstruction(Gates.RZZ, EquatableArray<int>.Of(a, b), EquatableArray<Angle>.Of(Angle.Zero)));

    // By a leg, which belongs to one label; a fragment without legs holds only qubits that are cut nowhere.
    private static int Owner(IReadOnlyList<JsonElement> stored, CutPlan plan, Fragment fragment)
    {
        Func<JsonElement, bool> owns = fragment.Legs.Count == 0
            ? s => s.GetProperty("segments").EnumerateArray().Any(q => q.GetInt32() == fragment.Wires[0])
            : s => Legs(s).Contains((fragment.Legs[0].Cut, IsSecond(plan, fragment, 0)));
        return stored.Select((s, i) => (s, i)).Single(pair => owns(pair.s)).i;
    }
}
