using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Separates a circuit at its cuts, in three passes: unroll the qubits' timelines into wires (one more a wire cut) with the cuts'
/// ends as marks on them; join wires that share an uncut gate, a classical bit or a group; write each joined piece as a fragment.
/// </summary>
internal static class Separation
{
    /// <summary>Plans the cuts.</summary>
    /// <param name="group">The group a wire must share a fragment with, or null where only connection counts.</param>
    /// <param name="labels">The labels the cuts came from, if any.</param>
    public static CutPlan Plan(
        Circuit circuit, PauliSum observable, IReadOnlyList<Cut> cuts, Func<int, object?> group, PartitionLabels? labels)
    {
        CutChecks.Check(circuit, cuts);
        WireTimeline timeline = WireTimeline.Unroll(circuit, cuts);
        int[] fragmentOf = Join(timeline, circuit.BitCount, group);
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
                cut, drafts[fragmentOf[timeline.EndWires[2 * c]]].Side(2 * c), drafts[fragmentOf[timeline.EndWires[(2 * c) + 1]]].Side((2 * c) + 1),
                timeline.Interactions[c])).ToEquatableArray(),
            fragments.ToEquatableArray(),
            terms.ToEquatableArray(),
            ContractionOrder.Of(fragments),
            labels);
    }

    // The fragment of every wire; fragments are numbered by their lowest wire.
    private static int[] Join(WireTimeline timeline, int bitCount, Func<int, object?> group)
    {
        int wireCount = timeline.QubitOf.Count;
        var sets = new DisjointSets(wireCount + bitCount);
        foreach (Instruction step in timeline.Steps.Where(s => s is not Barrier))
        {
            foreach (int wire in step.Qubits)
            {
                sets.Join(step.Qubits[0], wire);
            }

            foreach (int bit in step.ClassicalBits())
            {
                sets.Join(step.Qubits[0], wireCount + bit);
            }
        }

        for (int wire = 0; wire < wireCount; wire++)
        {
            for (int other = 0; group(timeline.QubitOf[wire]) is { } label && other < wire; other++)
            {
                if (label.Equals(group(timeline.QubitOf[other])))
                {
                    sets.Join(wire, other);
                }
            }
        }

        int[] roots = Enumerable.Range(0, wireCount).Select(sets.Root).ToArray();
        List<int> order = [.. roots.Distinct()];
        return roots.Select(root => order.IndexOf(root)).ToArray();
    }
}
