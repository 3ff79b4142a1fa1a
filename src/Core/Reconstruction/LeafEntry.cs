using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// How a fragment tensor enters the network: the bond of every cut whose second end it holds is applied along that leg, and a cut
/// with both ends on it is traced out.
/// </summary>
internal sealed class LeafEntry
{
    private readonly BondApplication[] _bonds;
    private readonly int[] _free;
    private readonly int[] _traced;

    public LeafEntry(IReadOnlyList<NetworkLeg> legs, IReadOnlyList<NetworkEdge> edges)
    {
        int[] dimensions = legs.Select(l => l.IsSecond ? edges[l.Edge].Second : edges[l.Edge].First).ToArray();
        RawLength = Product(dimensions);
        WorkLength = RawLength;
        var bonds = new List<BondApplication>();
        for (int leg = 0; leg < legs.Count; leg++)
        {
            if (legs[leg].IsSecond)
            {
                NetworkEdge edge = edges[legs[leg].Edge];
                bonds.Add(new(legs[leg].Edge, Product(dimensions.Take(leg)), edge.First, edge.Second, Product(dimensions.Skip(leg + 1))));
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

    /// <summary>Number of tensors that the stages of bonds pass through.</summary>
    public int StageCount => _bonds.Length + 1;

    public void Forward(ReadOnlySpan<double> raw, SparseBond[] bonds, Span<double> scratchA, Span<double> scratchB, Span<double> leaf)
    {
        raw.CopyTo(scratchA);
        foreach (BondApplication stage in _bonds)
        {
            stage.Forward(bonds[stage.Edge], scratchA, scratchB);
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

    /// <summary>Computes the adjoint of the raw tensor from the leaf's.</summary>
    public void Backward(
        ReadOnlySpan<double> leafAdjoint, SparseBond[] bonds, Span<double> scratchA, Span<double> scratchB, Span<double> rawAdjoint)
    {
        Untrace(leafAdjoint, scratchA);
        for (int i = _bonds.Length - 1; i >= 0; i--)
        {
            _bonds[i].Backward(bonds[_bonds[i].Edge], scratchA, scratchB);
            Span<double> swap = scratchA;
            scratchA = scratchB;
            scratchB = swap;
        }

        scratchA[..RawLength].CopyTo(rawAdjoint);
    }

    /// <summary>Adds to the adjoints of the bonds what the leaf's adjoint gives them.</summary>
    /// <param name="stages">Scratch of <see cref="StageCount"/> times <see cref="WorkLength"/>.</param>
    /// <param name="bondAdjoints">All bonds' adjoints one after the other.</param>
    /// <param name="bondStart">Where each bond's begins.</param>
    public void AddBondAdjoints(
        ReadOnlySpan<double> raw,
        ReadOnlySpan<double> leafAdjoint,
        SparseBond[] bonds,
        Span<double> stages,
        Span<double> scratchA,
        Span<double> scratchB,
        Span<double> bondAdjoints,
        ReadOnlySpan<int> bondStart)
    {
        raw.CopyTo(stages);
        for (int i = 0; i < _bonds.Length - 1; i++)
        {
            _bonds[i].Forward(bonds[_bonds[i].Edge], stages.Slice(i * WorkLength, WorkLength), stages[((i + 1) * WorkLength)..]);
        }

        Untrace(leafAdjoint, scratchA);
        for (int i = _bonds.Length - 1; i >= 0; i--)
        {
            BondApplication stage = _bonds[i];
            stage.AddAdjoint(
                stages.Slice(i * WorkLength, WorkLength), scratchA,
                bondAdjoints.Slice(bondStart[stage.Edge], stage.Rows * stage.Columns));
            stage.Backward(bonds[stage.Edge], scratchA, scratchB);
            Span<double> swap = scratchA;
            scratchA = scratchB;
            scratchB = swap;
        }
    }

    private static int Product(IEnumerable<int> factors) => factors.Aggregate(1, (product, factor) => checked(product * factor));

    private void Untrace(ReadOnlySpan<double> leafAdjoint, Span<double> adjoint)
    {
        adjoint[..WorkLength].Clear();
        for (int f = 0; f < _free.Length; f++)
        {
            foreach (int t in _traced)
            {
                adjoint[_free[f] + t] += leafAdjoint[f];
            }
        }
    }
}
