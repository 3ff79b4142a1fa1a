using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Gathers the gates that labels cut, where that lowers γ: gates on one pair of qubits into one, then parallel gates between the same two
/// fragments into joint cuts, which need no ancilla.
/// </summary>
internal static class CutGroups
{
    // So many earlier groups are tried for a gate: each trial sorts the circuit.
    private const int MaxTrials = 4;

    /// <summary>Returns the cuts of a circuit's straddling gates.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="gates">The gates to be cut, ascending.</param>
    /// <param name="sides">Which qubits of wide gates are on the first side.</param>
    public static IReadOnlyList<Cut> Of(Circuit circuit, IReadOnlyList<GateCut> gates, GateSides sides) =>
        Parallel(circuit, Merged(circuit, gates.Select(g => g.Instruction).ToArray(), sides).ToArray(), sides);

    private static IEnumerable<Cut> Merged(Circuit circuit, IReadOnlyList<int> gates, GateSides sides)
    {
        var cut = new HashSet<int>(gates);
        var done = new HashSet<int>();
        var turns = ControlledTurn.In(circuit).Where(t => cut.Contains(t.Controls) && cut.Contains(t.All) && t.IsCheaper(circuit)
                && circuit.Instructions[t.All].Qubits.All(q => sides.Of(t.All, q) < 2))
            .SelectMany(t => new[] { (t.Controls, t), (t.All, t) }).ToDictionary(t => t.Item1, t => t.t);
        foreach (int gate in gates.Where(g => !done.Contains(g)))
        {
            if (turns.TryGetValue(gate, out ControlledTurn? turn))
            {
                done.UnionWith(turn.Cut.Instructions);
                yield return turn.Cut;
                continue;
            }

            if (circuit.Instructions[gate].Qubits.Count > 2)
            {
                yield return new GateCut(gate);
                continue;
            }

            List<int> best = [gate];
            double separately = Gamma(circuit, [gate]);
            foreach (List<int> run in Runs(circuit, gate, cut))
            {
                separately *= Gamma(circuit, [run[run.Count - 1]]);
                if (Gamma(circuit, run) < separately - 1e-9)
                {
                    best = run;
                }
            }

            done.UnionWith(best);
            yield return best.Count == 1 ? new GateCut(gate) : new MergedGateCut(best.ToEquatableArray());
        }
    }

    // The runs on the gate's two qubits that begin with it and end with another cut gate.
    private static IEnumerable<List<int>> Runs(Circuit circuit, int gate, HashSet<int> cut)
    {
        EquatableArray<int> pair = circuit.Instructions[gate].Qubits;
        List<int> run = [gate];
        for (int i = gate + 1; i < circuit.Instructions.Count; i++)
        {
            Instruction next = circuit.Instructions[i];
            if (!next.Qubits.Any(pair.Contains))
            {
                continue;
            }

            if (next is not GateInstruction || !next.Qubits.All(pair.Contains))
            {
                yield break;
            }

            run.Add(i);
            if (cut.Contains(i))
            {
                yield return [.. run];
            }
        }
    }

    // The largest γ that gates on one pair can have when they are cut as one; infinite where they cannot.
    private static double Gamma(Circuit circuit, IReadOnlyList<int> gates)
    {
        GateDecomposition? parts = Consolidation.Merge(gates.Select(i => (GateInstruction)circuit.Instructions[i]).ToArray());
        return parts is null ? double.PositiveInfinity : parts.Interaction.LargestGamma;
    }

    private static IReadOnlyList<Cut> Parallel(Circuit circuit, Cut[] cuts, GateSides sides)
    {
        WireTimeline timeline = WireTimeline.Unroll(circuit, cuts, CausalCone.Everything(circuit), sides, new HashSet<int>());
        DisjointSets sets = Separation.Join(timeline, null);
        List<Cut> grouped = [];
        var open = new Dictionary<(int, int), List<int>>();
        for (int c = 0; c < cuts.Length; c++)
        {
            int a = sets.Root(timeline.EndWires[2 * c][0]);
            int b = sets.Root(timeline.EndWires[(2 * c) + 1][0]);
            EquatableArray<Interaction> own = timeline.Forms[c].Interactions;
            if (cuts[c] is not GateCut gate || own.Count != 1 || own[0].Rank != 2 || a == b)
            {
                grouped.Add(cuts[c]);
                continue;
            }

            (int, int) pieces = (Math.Min(a, b), Math.Max(a, b));
            if (!open.TryGetValue(pieces, out List<int>? groups))
            {
                open[pieces] = groups = [];
            }

            int? group = groups.Skip(groups.Count - MaxTrials).Where(g => Fits(circuit, cuts, grouped, g, gate))
                .Select(g => (int?)g).FirstOrDefault();
            if (group is null)
            {
                groups.Add(grouped.Count);
                grouped.Add(gate);
            }
            else
            {
                grouped[group.Value] = Together(grouped[group.Value], gate);
            }
        }

        return grouped;
    }

    private static bool Fits(Circuit circuit, Cut[] cuts, List<Cut> grouped, int group, GateCut gate)
    {
        JointGateCut together = Together(grouped[group], gate);
        return 1 << together.Instructions.Count <= CutForm.MaxInsertionCount
            && !HasRepeats(together.Instructions.SelectMany(i => circuit.Instructions[i].Qubits))
            && CutMoments.TryOf(
                circuit,
                [.. grouped.Where((cut, g) => cut is JointGateCut && g != group), .. cuts.OfType<MergedGateCut>(), together]) is not null;
    }

    private static bool HasRepeats(IEnumerable<int> qubits)
    {
        var seen = new HashSet<int>();
        return qubits.Any(q => !seen.Add(q));
    }

    private static JointGateCut Together(Cut group, GateCut gate) => new(
        group.Parts().OfType<GateCut>().Append(gate).Select(g => g.Instruction).ToEquatableArray(), JointForm.Parallel);
}
