using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Turns fragments' outcome tensors into the sites of a sweep: cuts between two places of one fragment are summed, the other bonds are
/// multiplied in at the end that comes later.
/// </summary>
internal sealed class SiteBuilder
{
    private readonly CutPlan _plan;
    private readonly double[][] _bonds;
    private readonly int[] _place;
    private List<int> _boundary = [];

    /// <summary>Starts at the first place.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bonds">For each cut its bond matrix.</param>
    /// <param name="order">The fragments in the order of their places.</param>
    public SiteBuilder(CutPlan plan, double[][] bonds, int[] order)
    {
        _plan = plan;
        _bonds = bonds;
        _place = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            _place[order[place]] = place;
        }
    }

    /// <summary>Makes the site of the next place.</summary>
    /// <param name="fragment">The fragment there.</param>
    /// <param name="tensor">Its outcome tensor.</param>
    public OutputSite Next(int fragment, OutcomeTensor tensor)
    {
        Leg[] legs = [.. _plan.Fragments[fragment].Legs];
        int[] dimensions = [.. legs.Select(l => l.Basis.Dimension)];
        double[] values = tensor.Values;
        for (int l = 0; l < legs.Length; l++)
        {
            PlannedCut cut = _plan.Cuts[legs[l].Cut];
            bool isSecond = cut.Second == new CutSide(fragment, l);
            int other = isSecond ? cut.First.Fragment : cut.Second.Fragment;
            if (other == fragment ? isSecond : _place[other] < _place[fragment])
            {
                values = Multiply(values, dimensions, l, legs[l].Cut, isSecond, tensor.OutcomeCount);
            }
        }

        int[] strides = Strides.Of(dimensions);
        int[] loops = Loops(fragment, dimensions, strides);
        int[] past = [.. Legs(fragment, p => p < _place[fragment])];
        int[] future = [.. Legs(fragment, p => p > _place[fragment])];
        int[] pastRows = Strides.Offsets(past.Select(l => (dimensions[l], strides[l])));
        int[] futureRows = Strides.Offsets(future.Select(l => (dimensions[l], strides[l])));
        LegBasis[] leftBases = [.. _boundary.Select(EarlierBasis)];
        int[] left = LeftIndex([.. past.Select(l => legs[l].Cut)]);
        _boundary = [.. _boundary.Except(past.Select(l => legs[l].Cut)), .. future.Select(l => legs[l].Cut)];
        return new(
            tensor.Qubits,
            pastRows.Length,
            futureRows.Length,
            leftBases,
            left,
            Arrange(values, pastRows, futureRows, loops, tensor.OutcomeCount));
    }

    private IEnumerable<int> Legs(int fragment, Func<int, bool> isAt)
    {
        for (int l = 0; l < _plan.Fragments[fragment].Legs.Count; l++)
        {
            PlannedCut cut = _plan.Cuts[_plan.Fragments[fragment].Legs[l].Cut];
            int other = cut.First == new CutSide(fragment, l) ? cut.Second.Fragment : cut.First.Fragment;
            if (isAt(_place[other]))
            {
                yield return l;
            }
        }
    }

    // Offsets of the equal entries at both ends of cuts inside the fragment.
    private int[] Loops(int fragment, int[] dimensions, int[] strides) => Strides.Offsets(_plan.Cuts
        .Where(c => c.First.Fragment == fragment && c.Second.Fragment == fragment)
        .Select(c => (dimensions[c.First.Leg], strides[c.First.Leg] + strides[c.Second.Leg])));

    // Along a leg: values'[i] = Σ_j bond[i, j] values[j], j the leg's own entry and i the other end's.
    private double[] Multiply(double[] values, int[] dimensions, int leg, int cut, bool isSecond, int outcomeCount)
    {
        CutForm form = _plan.Cuts[cut].Form;
        int columns = form.Second.Dimension;
        int own = dimensions[leg];
        int inner = dimensions[(leg + 1)..].Aggregate(outcomeCount, (n, d) => n * d);
        int outer = values.Length / (own * inner);
        int other = isSecond ? form.First.Dimension : form.Second.Dimension;
        double[] product = new double[outer * other * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < other; i++)
            {
                for (int j = 0; j < own; j++)
                {
                    double weight = _bonds[cut][isSecond ? (i * columns) + j : (j * columns) + i];
                    if (weight != 0)
                    {
                        OutcomeKernel.AddScaled(
                            product.AsSpan(((o * other) + i) * inner, inner), weight, values.AsSpan(((o * own) + j) * inner, inner));
                    }
                }
            }
        }

        dimensions[leg] = other;
        return product;
    }

    private int[] LeftIndex(int[] past)
    {
        // A bond's entries on the boundary are those of its earlier end.
        int[] dimensions = [.. _boundary.Select(cut => EarlierBasis(cut).Dimension)];
        int[] strides = Strides.Of(dimensions);
        int[] pastOffsets = Strides.Offsets(past.Select(c => _boundary.IndexOf(c)).Select(b => (dimensions[b], strides[b])));
        int[] passing = Strides.Offsets(
            Enumerable.Range(0, _boundary.Count).Where(b => !past.Contains(_boundary[b])).Select(b => (dimensions[b], strides[b])));
        return [.. passing.SelectMany(q => pastOffsets.Select(p => q + p))];
    }

    private LegBasis EarlierBasis(int cut)
    {
        PlannedCut planned = _plan.Cuts[cut];
        return _place[planned.First.Fragment] < _place[planned.Second.Fragment] ? planned.Form.First : planned.Form.Second;
    }

    private static double[] Arrange(double[] values, int[] past, int[] future, int[] loops, int outcomeCount)
    {
        double[] arranged = new double[past.Length * future.Length * outcomeCount];
        for (int p = 0; p < past.Length; p++)
        {
            for (int f = 0; f < future.Length; f++)
            {
                Span<double> row = arranged.AsSpan(((p * future.Length) + f) * outcomeCount, outcomeCount);
                foreach (int loop in loops)
                {
                    OutcomeKernel.AddScaled(row, 1, values.AsSpan((past[p] + future[f] + loop) * outcomeCount, outcomeCount));
                }
            }
        }

        return arranged;
    }
}
