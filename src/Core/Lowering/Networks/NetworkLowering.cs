using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>Writes the contraction of a plan's fragment tensors as steps of a program, in the planned order.</summary>
internal sealed class NetworkLowering
{
    private readonly ProgramBuilder _builder;
    private readonly CutPlan _plan;
    private readonly Real[][] _bonds;
    private readonly int _stepBudget;
    private readonly IReadOnlyList<SharedNode> _nodes;

    /// <summary>Prepares a contraction.</summary>
    /// <param name="bonds">For each cut its bond matrix, row by row.</param>
    /// <param name="stepBudget">Limit on the program's steps.</param>
    public NetworkLowering(ProgramBuilder builder, CutPlan plan, Real[][] bonds, int stepBudget)
    {
        _builder = builder;
        _plan = plan;
        _bonds = bonds;
        _stepBudget = stepBudget;
        _nodes = TermSharing.Of(plan.Order, plan.Terms).Nodes;
    }

    /// <summary>Returns the contracted value, summed over the observable's terms; null when the program would exceed the budget.</summary>
    /// <param name="tensors">The tensors of each fragment, [fragment][observable][entry], the last leg fastest.</param>
    public Real? Contract(Real[][][] tensors)
    {
        List<Node[]> nodes = [.. _plan.Fragments.Select(f => Leaves(f, tensors[f.Index]))];
        for (int i = 0; i < _plan.Order.Steps.Count; i++)
        {
            Node[] left = nodes[_plan.Order.Steps[i].Left];
            Node[] right = nodes[_plan.Order.Steps[i].Right];
            SharedNode shared = _nodes[nodes.Count];
            double work = (double)left[0].Entries.Length * right[0].Entries.Length * shared.Products.Count;
            if (work > _stepBudget || _builder.Count > _stepBudget)
            {
                return null;
            }

            Node[] products = [.. shared.Products.Select(p => Contract(left[p.Left], right[p.Right]))];
            nodes.Add([.. shared.Tensors.Select(sum => products[0] with { Entries = Sum(sum, p => products[p].Entries) })]);
        }

        return nodes[nodes.Count - 1][0].Entries[0];
    }

    private Node[] Leaves(Fragment fragment, Real[][] tensors)
    {
        SharedNode shared = _nodes[fragment.Index];
        return [.. shared.Tensors.Select(sum => Leaf(fragment, Sum(sum, p => tensors[shared.Products[p].Left])))];
    }

    private Real[] Sum(IReadOnlyList<WeightedProduct> sum, Func<int, Real[]> entriesOf) =>
        [.. Enumerable.Range(0, entriesOf(sum[0].Product).Length).Select(e => _builder.Sum(
            [.. sum.Select(term => _builder.Multiply(_builder.Constant(term.Coefficient), entriesOf(term.Product)[e]))]))];

    // The bond of every cut whose second end the fragment holds is applied along that leg; a cut with both ends here is traced out.
    private Node Leaf(Fragment fragment, Real[] tensor)
    {
        Node node = new([.. fragment.Legs.Select(l => l.Cut)], [.. fragment.Legs.Select(l => l.Basis.Dimension)], tensor);
        for (int leg = 0; leg < fragment.Legs.Count; leg++)
        {
            if (_plan.Cuts[fragment.Legs[leg].Cut].Second == new CutSide(fragment.Index, leg))
            {
                node = ApplyBond(node, leg, fragment.Legs[leg].Cut);
            }
        }

        foreach (int cut in node.Cuts.GroupBy(c => c).Where(g => g.Count() == 2).Select(g => g.Key))
        {
            node = Trace(node, cut);
        }

        return node;
    }

    private Node ApplyBond(Node node, int leg, int cut)
    {
        int columns = node.Dimensions[leg];
        int rows = _bonds[cut].Length / columns;
        int[] dimensions = [.. node.Dimensions];
        dimensions[leg] = rows;
        int inner = node.Dimensions.Skip(leg + 1).Aggregate(1, (p, d) => p * d);
        int[][] occupied = [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns)
            .Where(c => _bonds[cut][(r * columns) + c] != _builder.Zero).ToArray())];
        Real[] entries = new Real[node.Entries.Length / columns * rows];
        for (int e = 0; e < entries.Length; e++)
        {
            int i = e % inner;
            int r = e / inner % rows;
            int o = e / inner / rows;
            entries[e] = Dot(occupied[r]
                .Select(c => (_bonds[cut][(r * columns) + c], node.Entries[(((o * columns) + c) * inner) + i])));
        }

        return new(node.Cuts, dimensions, entries);
    }

    private Node Trace(Node node, int cut)
    {
        int first = Array.IndexOf(node.Cuts, cut);
        int second = Array.LastIndexOf(node.Cuts, cut);
        int[] kept = [.. Enumerable.Range(0, node.Cuts.Length).Where(l => l != first && l != second)];
        int[] dimensions = [.. kept.Select(l => node.Dimensions[l])];
        int[] strides = Strides.Of(node.Dimensions);
        Real[] entries = Strides.Offsets(kept.Select(l => (node.Dimensions[l], strides[l])))
            .Select(o => _builder.Sum([.. Enumerable.Range(0, node.Dimensions[first])
                .Select(k => node.Entries[o + (k * (strides[first] + strides[second]))])]))
            .ToArray();
        return new([.. kept.Select(l => node.Cuts[l])], dimensions, entries);
    }

    private Node Contract(Node left, Node right)
    {
        int[] shared = [.. left.Cuts.Where(right.Cuts.Contains)];
        int[] freeLeft = [.. left.Cuts.Except(shared)];
        int[] freeRight = [.. right.Cuts.Except(shared)];
        int[] sharedLeft = left.Offsets(shared);
        int[] sharedRight = right.Offsets(shared);
        Real[] entries = left.Offsets(freeLeft)
            .SelectMany(_ => right.Offsets(freeRight), (a, b) => Dot(Enumerable.Range(0, sharedLeft.Length)
                .Select(s => (left.Entries[a + sharedLeft[s]], right.Entries[b + sharedRight[s]]))))
            .ToArray();
        return new(
            [.. freeLeft, .. freeRight],
            [.. freeLeft.Select(left.DimensionOf), .. freeRight.Select(right.DimensionOf)],
            entries);
    }

    private Real Dot(IEnumerable<(Real A, Real B)> pairs) =>
        _builder.Sum([.. pairs.Select(p => _builder.Multiply(p.A, p.B)).Where(p => p != _builder.Zero)]);

    private sealed record Node(int[] Cuts, int[] Dimensions, Real[] Entries)
    {
        public int DimensionOf(int cut) => Dimensions[Array.IndexOf(Cuts, cut)];

        public int[] Offsets(IEnumerable<int> cuts)
        {
            int[] strides = Strides.Of(Dimensions);
            return Strides.Offsets(cuts.Select(c => (DimensionOf(c), strides[Array.IndexOf(Cuts, c)])));
        }
    }
}
