using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The order in which fragment tensors are contracted pairwise. Node <c>f</c> is fragment <c>f</c>; step <c>i</c> makes node
/// <c>fragments + i</c> from two nodes, summing over the cuts they share.
/// </summary>
/// <param name="Steps">One fewer than there are fragments.</param>
/// <param name="Cost">Multiplications of one contraction, as a model: the product of all dimensions of each step, summed.</param>
public sealed record ContractionOrder(EquatableArray<ContractionStep> Steps, double Cost)
{
    /// <summary>Finds an order greedily: always the pair whose contraction shrinks the tensors most, then the cheapest, then the first.</summary>
    /// <param name="fragments">The fragments with their legs.</param>
    public static ContractionOrder Greedy(IReadOnlyList<Fragment> fragments)
    {
        var dimensions = new Dictionary<int, int>();
        var nodes = new List<HashSet<int>?>();
        foreach (Fragment fragment in fragments)
        {
            // A cut with both ends on one fragment is traced out before the first step.
            foreach (Leg leg in fragment.Legs)
            {
                dimensions[leg.Cut] = leg.Basis.Dimension;
            }

            nodes.Add([.. fragment.Legs.GroupBy(l => l.Cut).Where(g => g.Count() == 1).Select(g => g.Key)]);
        }

        double Size(IEnumerable<int> cuts) => cuts.Aggregate(1.0, (size, cut) => size * dimensions[cut]);

        var steps = new List<ContractionStep>();
        double cost = 0;
        for (int remaining = fragments.Count; remaining > 1; remaining--)
        {
            (int A, int B, double Growth, double Work) best = (-1, -1, double.PositiveInfinity, double.PositiveInfinity);
            for (int a = 0; a < nodes.Count; a++)
            {
                for (int b = a + 1; nodes[a] is not null && b < nodes.Count; b++)
                {
                    if (nodes[b] is null)
                    {
                        continue;
                    }

                    double work = Size(nodes[a]!.Union(nodes[b]!));
                    double growth = Size(Unshared(nodes[a]!, nodes[b]!)) - Size(nodes[a]!) - Size(nodes[b]!);
                    // With hundreds of cuts on one fragment sizes overflow and growth is no number; any pair will do then.
                    if (best.A < 0 || growth < best.Growth || (growth == best.Growth && work < best.Work))
                    {
                        best = (a, b, growth, work);
                    }
                }
            }

            HashSet<int> merged = [.. Unshared(nodes[best.A]!, nodes[best.B]!)];
            nodes[best.A] = null;
            nodes[best.B] = null;
            nodes.Add(merged);
            steps.Add(new(best.A, best.B));
            cost += best.Work;
        }

        return new(steps.ToEquatableArray(), cost);
    }

    private static IEnumerable<int> Unshared(HashSet<int> a, HashSet<int> b) =>
        a.Where(cut => !b.Contains(cut)).Concat(b.Where(cut => !a.Contains(cut)));
}

/// <summary>One pairwise contraction.</summary>
/// <param name="Left">The first node.</param>
/// <param name="Right">The second node.</param>
public readonly record struct ContractionStep(int Left, int Right);
