using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Separates a circuit at its cuts, in three passes: unroll the qubits' timelines into wires (one more per wire cut) with the cuts'
/// ends as marks on them; join wires that share an uncut gate, a classical bit or a group; write each joined piece as a fragment.
/// </summary>
internal static class Separation
{
    /// <summary>Plans the cuts.</summary>
    /// <param name="task">What to separate.</param>
    /// <param name="publishedTermCounts">The joint terms of the cuts that the published mode would make.</param>
    /// <param name="labels">The labels the cuts came from, if any.</param>
    public static CutPlan Plan(SeparationTask task, EquatableArray<int> publishedTermCounts, PartitionLabels? labels)
    {
        (Circuit circuit, PauliSum observable, IReadOnlyList<Cut> cuts, CausalCone cone, PlanSettings settings, GateSides sides) = task;
        WireTimeline timeline = WireTimeline.Unroll(circuit, cuts, cone, sides, new HashSet<int>());
        if (cuts.Any(c => c is JointGateCut { Instructions.Count: > 1 }))
        {
            HashSet<int> swapped = JointSides.Swapped(cuts, timeline, Join(timeline, task.GroupOf));
            timeline = WireTimeline.Unroll(circuit, cuts, cone, sides, swapped);
        }

        int[] fragmentOf = Number(
            JoinEnds(timeline, Join(timeline, task.GroupOf)), timeline.QubitOf.Count, Idle(timeline, task));
        JointSides.Check(cuts, timeline, fragmentOf);
        int fragmentCount = fragmentOf.Max() + 1;

        var drafts = Enumerable.Range(0, fragmentCount)
            .Select(f => new FragmentDraft(f, timeline, fragmentOf))
            .ToArray();
        foreach (Instruction step in timeline.Steps)
        {
            drafts[fragmentOf[step.Qubits[0]]].Add(step);
        }

        PlannedTerm[] terms = observable.Terms
            .Select(t => new PlannedTerm(t.Coefficient, drafts.Select(d => d.ObservableOf(t.String)).ToEquatableArray()))
            .ToArray();
        Fragment[] fragments = drafts.Select(d => d.ToFragment()).ToArray();
        return new(
            circuit,
            observable,
            cuts.Select((cut, c) => new PlannedCut(
                cut, SideOf(2 * c), SideOf((2 * c) + 1), timeline.Forms[c])).ToEquatableArray(),
            fragments.ToEquatableArray(),
            terms.ToEquatableArray(),
            ContractionOrder.Of(fragments),
            labels,
            settings,
            publishedTermCounts);

        CutSide SideOf(int end) => drafts[fragmentOf[timeline.EndWires[end][0]]].Side(end);
    }

    /// <summary>Joins wires by uncut gates, classical bits and groups.</summary>
    public static DisjointSets Join(WireTimeline timeline, Func<int, object?>? group)
    {
        int wireCount = timeline.QubitOf.Count;
        var sets = new DisjointSets(wireCount);
        foreach (Instruction step in timeline.Steps.Where(s => s is not Barrier))
        {
            foreach (int wire in step.Qubits)
            {
                sets.Join(step.Qubits[0], wire);
            }
        }

        foreach ((int reader, int writer) in BitTies.Of(timeline.Steps))
        {
            sets.Join(timeline.Steps[reader].Qubits[0], timeline.Steps[writer].Qubits[0]);
        }

        for (int wire = 0; wire < wireCount; wire++)
        {
            for (int other = 0; group?.Invoke(timeline.QubitOf[wire]) is { } label && other < wire; other++)
            {
                if (label.Equals(group(timeline.QubitOf[other])))
                {
                    sets.Join(wire, other);
                }
            }
        }

        return sets;
    }

    // Operations that act on several places of a cut need them on one device.
    private static DisjointSets JoinEnds(WireTimeline timeline, DisjointSets sets)
    {
        foreach (IReadOnlyList<int> wires in timeline.EndWires)
        {
            foreach (int wire in wires)
            {
                sets.Join(wires[0], wire);
            }
        }

        return sets;
    }

    // Wires on which nothing happens and nothing is observed; one of them stays where there is nothing else.
    private static HashSet<int> Idle(WireTimeline timeline, SeparationTask task)
    {
        HashSet<int> busy =
        [
            .. timeline.Steps.SelectMany(s => s.Qubits),
            .. task.Observable.Terms.SelectMany(t => t.String.Support).Select(q => timeline.LastWire[q]),
        ];
        return task.Settings.DropsUnseen
            ? [.. Enumerable.Range(0, timeline.QubitOf.Count).Where(w => !busy.Contains(w)).Skip(busy.Count == 0 ? 1 : 0)]
            : [];
    }

    // The fragment of every wire, -1 for idle ones; fragments are numbered by their lowest wire.
    private static int[] Number(DisjointSets sets, int wireCount, HashSet<int> idle)
    {
        int[] roots = Enumerable.Range(0, wireCount).Select(w => idle.Contains(w) ? -1 : sets.Root(w)).ToArray();
        var order = new Dictionary<int, int>();
        foreach (int root in roots.Where(r => r >= 0))
        {
            if (!order.ContainsKey(root))
            {
                order.Add(root, order.Count);
            }
        }

        return roots.Select(root => root < 0 ? -1 : order[root]).ToArray();
    }
}
