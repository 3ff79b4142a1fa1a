using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Which qubit of each gate of a joint cut lies on which of the cut's two sides.</summary>
internal static class JointSides
{
    /// <summary>Returns the gates whose second qubit is on the first side, that of the first gate's first qubit.</summary>
    /// <param name="cuts">The cuts.</param>
    /// <param name="timeline">The circuit with every gate's first qubit on the first side.</param>
    /// <param name="sets">Wires joined by what is not cut.</param>
    public static HashSet<int> Swapped(IReadOnlyList<Cut> cuts, WireTimeline timeline, DisjointSets sets)
    {
        var swapped = new HashSet<int>();
        for (int c = 0; c < cuts.Count; c++)
        {
            if (cuts[c] is not JointGateCut joint)
            {
                continue;
            }

            HashSet<int> first = [];
            HashSet<int> second = [];
            for (int place = 0; place < joint.Instructions.Count; place++)
            {
                int a = sets.Root(timeline.EndWires[2 * c][place]);
                int b = sets.Root(timeline.EndWires[(2 * c) + 1][place]);
                if (second.Contains(a) || first.Contains(b))
                {
                    swapped.Add(joint.Instructions[place]);
                    (a, b) = (b, a);
                }

                first.Add(a);
                second.Add(b);
            }
        }

        return swapped;
    }

    /// <summary>Refuses joint cuts whose gates do not all lie between the same two fragments.</summary>
    /// <exception cref="CutException">A joint cut has both its sides on one fragment.</exception>
    public static void Check(IReadOnlyList<Cut> cuts, WireTimeline timeline, int[] fragmentOf)
    {
        for (int c = 0; c < cuts.Count; c++)
        {
            if (cuts[c] is JointGateCut { Instructions.Count: > 1 } joint
                && fragmentOf[timeline.EndWires[2 * c][0]] == fragmentOf[timeline.EndWires[(2 * c) + 1][0]])
            {
                throw new CutException(
                    $"gates {string.Join(", ", joint.Instructions)} are cut together but do not lie between the same two fragments; "
                    + "cut them one by one");
            }
        }
    }
}
