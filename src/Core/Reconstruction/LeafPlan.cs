using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// How a fragment tensor enters the network: the bond of every cut whose second end it holds is applied along that leg, and a cut
/// with both ends on it is traced out.
/// </summary>
internal sealed class LeafPlan
{
    private readonly (int Edge, int Outer, int Rows, int Columns, int Inner)[] _bonds;
    private readonly int[] _free;
    private readonly int[] _traced;

    public LeafPlan(IReadOnlyList<NetworkLeg> legs, IReadOnlyList<NetworkEdge> edges)
    {
        int[] dimensions = legs.Select(l => l.IsSecond ? edges[l.Edge].Second : edges[l.Edge].First).ToArray();
        RawLength = Product(dimensions);
        WorkLength = RawLength;
        var bonds = new List<(int, int, int, int, int)>();
        for (int leg = 0; leg < legs.Count; leg++)
        {
            if (legs[leg].IsSecond)
            {
                NetworkEdge edge = edges[legs[leg].Edge];
                bonds.Add((legs[leg].Edge, Product(dimensions.Take(leg)), edge.First, edge.Second, Product(dimensions.Skip(leg + 1))));
                dimensions[leg] = edge.First;
                WorkLength = Math.Max(WorkLength, Product(dimensions));
            }
        }

        _bonds = [.. bonds];
        int[] loops = legs.GroupBy(l => l.Edge).Where(g => g.Count() == 2).Select(g => g.Key).ToArray();
        Edges = legs.Select(l => l.Edge).Where(e => !loops.Contains(e)).ToArray();
        int[] strides = Strides.Of(dimensions);
        (int Dimension, int Stride)[] free = Enumerable.Range(0, legs.Count)
            .Where(l => !loops.Contains(legs[l].Edge))
            .Select(l => (dimensions[l], strides[l]))
            .ToArray();
        (int Dimension, int Stride)[] traced = loops
            .Select(edge => (edges[edge].First, Enumerable.Range(0, legs.Count).Where(l => legs[l].Edge == edge).Sum(l => strides[l])))
            .ToArray();
        _free = Strides.Offsets(free);
        _traced = Strides.Offsets(traced);
    }

    /// <summary>The cuts that remain as legs, in order; all of the first end's dimension.</summary>
    public int[] Edges { get; }

    public int RawLength { get; }

    public int WorkLength { get; }

    public int Length => _free.Length;

    public void Forward(ReadOnlySpan<double> raw, double[][] bonds, Span<double> scratchA, Span<double> scratchB, Span<double> leaf)
    {
        raw.CopyTo(scratchA);
        foreach ((int edge, int outer, int rows, int columns, int inner) in _bonds)
        {
            Multiply(bonds[edge], scratchA, scratchB, outer, rows, columns, inner, transposed: false);
            Span<double> swap = scratchA;
            scratchA = scratchB;
            scratchB = swap;
        }

        for (int f = 0; f < _free.Length; f++)
        {
            double sum = 0;
            foreach (int t in _traced)
            {
                sum += scratchA[_free[f] + t];
            }

            leaf[f] = sum;
        }
    }

    public void Backward(
        ReadOnlySpan<double> leafAdjoint, double[][] bonds, Span<double> scratchA, Span<double> scratchB, Span<double> rawAdjoint)
    {
        scratchA.Clear();
        for (int f = 0; f < _free.Length; f++)
        {
            foreach (int t in _traced)
            {
                scratchA[_free[f] + t] += leafAdjoint[f];
            }
        }

        for (int i = _bonds.Length - 1; i >= 0; i--)
        {
            (int edge, int outer, int rows, int columns, int inner) = _bonds[i];
            Multiply(bonds[edge], scratchA, scratchB, outer, rows, columns, inner, transposed: true);
            Span<double> swap = scratchA;
            scratchA = scratchB;
            scratchB = swap;
        }

        scratchA[..RawLength].CopyTo(rawAdjoint);
    }

    // target[o, r, i] = Σ_c B[r, c] source[o, c, i], or with Bᵗ the other way round; bonds are mostly zeros.
    private static void Multiply(
        double[] bond, ReadOnlySpan<double> source, Span<double> target, int outer, int rows, int columns, int inner, bool transposed)
    {
        int from = transposed ? rows : columns;
        int to = transposed ? columns : rows;
        target[..(outer * to * inner)].Clear();
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                double value = bond[(r * columns) + c];
                if (value == 0)
                {
                    continue;
                }

                int s = transposed ? r : c;
                int t = transposed ? c : r;
                for (int o = 0; o < outer; o++)
                {
                    ReadOnlySpan<double> x = source.Slice(((o * from) + s) * inner, inner);
                    Span<double> y = target.Slice(((o * to) + t) * inner, inner);
                    for (int i = 0; i < inner; i++)
                    {
                        y[i] = Math.FusedMultiplyAdd(value, x[i], y[i]);
                    }
                }
            }
        }
    }

    private static int Product(IEnumerable<int> factors) => factors.Aggregate(1, (product, factor) => checked(product * factor));
}
