using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// The fragments of a cut circuit as a sweep of sites, with the boundaries that remain when everything before or after a place is summed
/// over. Any probability is a sweep from one boundary to another.
/// </summary>
internal sealed class OutputNetwork
{
    private readonly double[][] _lefts;
    private readonly double[][] _rights;
    private readonly Lazy<OutcomeTable>[] _tables;

    /// <summary>Joins sites.</summary>
    /// <param name="sites">The sites in the order of their places.</param>
    public OutputNetwork(OutputSite[] sites)
    {
        Sites = sites;
        Qubits = [.. sites.SelectMany(s => s.Qubits).Order()];
        OutputSite[] merged = [.. sites.Select(s => s.Merged())];
        _lefts = new double[sites.Length + 1][];
        _rights = new double[sites.Length + 1][];
        _lefts[0] = [1];
        _rights[^1] = [1];
        for (int place = 0; place < sites.Length; place++)
        {
            _lefts[place + 1] = new double[sites[place].RightLength];
            merged[place].Advance(_lefts[place], 0, _lefts[place + 1]);
        }

        for (int place = sites.Length - 1; place >= 0; place--)
        {
            _rights[place] = new double[sites[place].LeftLength];
            merged[place].Weights(0, _rights[place + 1], _rights[place]);
        }

        _tables = [.. sites.Select((site, place) => new Lazy<OutcomeTable>(
            () => new(site.PassingSize == 1 ? site.Closed(_rights[place + 1]) : site.Values, site.OutcomeCount)))];
    }

    /// <summary>The sites in the order of their places.</summary>
    public OutputSite[] Sites { get; }

    /// <summary>The resolved qubits of the circuit, ascending.</summary>
    public int[] Qubits { get; }

    /// <summary>Returns the weights of the boundary before a place in the mass of all that follows.</summary>
    public ReadOnlySpan<double> Right(int place) => _rights[place];

    /// <summary>
    /// Fixes an outcome and divides by its probability, so that prefixes may be less likely than any number that a double holds.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="left">The boundary before it.</param>
    /// <param name="outcome">An outcome of positive probability.</param>
    /// <param name="right">Receives the boundary after it, of mass 1.</param>
    public void Advance(int place, ReadOnlySpan<double> left, int outcome, Span<double> right)
    {
        Sites[place].Advance(left, outcome, right);
        double mass = 0;
        for (int i = 0; i < right.Length; i++)
        {
            mass = Math.FusedMultiplyAdd(right[i], _rights[place + 1][i], mass);
        }

        for (int i = 0; i < right.Length; i++)
        {
            right[i] /= mass;
        }
    }

    /// <summary>Creates the network of a plan at bound features and weights.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="isKept">Whether a qubit is resolved; the others are summed over.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    public static OutputNetwork Of(
        CutPlan plan,
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Func<int, bool> isKept,
        CancellationToken cancellationToken)
    {
        int[] order = SweepOrder.Of(plan);
        var builder = new SiteBuilder(plan, Bonds(plan, features, weights), order);
        var sites = new OutputSite[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            OutcomeTensor tensor = Tensor(plan.Fragments[order[place]], features, weights, isKept, cancellationToken);
            sites[place] = builder.Next(order[place], tensor);
        }

        return new(sites);
    }

    /// <summary>Returns each cut's bond matrix at bound features and weights.</summary>
    public static double[][] Bonds(CutPlan plan, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        double[] ofFeatures = [.. features];
        double[] ofWeights = [.. weights];
        return [.. plan.Cuts.Select(c => c.Form.Bond(s => (s.Kind == SymbolKind.Feature ? ofFeatures : ofWeights)[s.Index]))];
    }

    /// <summary>Returns the outcome tensor of a fragment at bound features and weights.</summary>
    public static OutcomeTensor Tensor(
        Fragment fragment,
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Func<int, bool> isKept,
        CancellationToken cancellationToken)
    {
        var binding = new AngleBinding(fragment.Slots.Select(s => s.Angle));
        double[] slots = new double[binding.Count];
        binding.Bind(features, weights, slots);
        return new OutcomeSimulator(fragment, isKept).Evaluate(slots, cancellationToken);
    }

    /// <summary>Returns the table of a place: its rows, weighted by <see cref="RowWeights"/>, sum to the masses of its outcomes.</summary>
    public OutcomeTable Table(int place) => _tables[place].Value;

    /// <summary>Computes the weights of a table's rows, given the boundary before the place; everything after it is summed over.</summary>
    public double[] RowWeights(int place, ReadOnlySpan<double> left)
    {
        OutputSite site = Sites[place];
        if (site.PassingSize > 1)
        {
            return site.RowWeights(left, _rights[place + 1]);
        }

        double[] weights = new double[site.PastSize];
        for (int past = 0; past < weights.Length; past++)
        {
            weights[past] = left[site.LeftIndex[past]];
        }

        return weights;
    }

    /// <summary>Computes the mass of every outcome of a place, given the boundary before it; everything after it is summed over.</summary>
    public void Masses(int place, ReadOnlySpan<double> left, Span<double> masses) =>
        Table(place).Masses(RowWeights(place, left), 0, masses);

    /// <summary>
    /// Computes the masses of all bins: one per combination of values of the active qubits, the lowest qubit's bit fastest.
    /// </summary>
    public double[] Bins(Func<int, QubitView> view, CancellationToken cancellationToken)
    {
        int first = Array.FindIndex(Sites, site => site.Qubits.Any(q => view(q) != QubitView.Merged));
        if (first < 0)
        {
            return [_rights[0][0]];
        }

        int last = Array.FindLastIndex(Sites, site => site.Qubits.Any(q => view(q) != QubitView.Merged));
        var qubits = new List<int>();
        double[] rows = _lefts[first];
        int rowCount = 1;
        for (int place = first; place <= last; place++)
        {
            OutputSite site = Sites[place].Viewed(view);
            int outcomes = site.OutcomeCount;
            int length = place == last ? 1 : site.RightLength;
            double[] next = new double[checked(rowCount * outcomes * length)];
            for (int row = 0; row < rowCount; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<double> left = rows.AsSpan(row * site.LeftLength, site.LeftLength);
                if (place == last)
                {
                    site.Masses(left, _rights[place + 1], next.AsSpan(row * outcomes, outcomes));
                    continue;
                }

                for (int x = 0; x < outcomes; x++)
                {
                    site.Advance(left, x, next.AsSpan(((row * outcomes) + x) * length, length));
                }
            }

            rows = next;
            rowCount *= outcomes;
            qubits.InsertRange(0, site.Qubits);
        }

        return Sorted(rows, qubits);
    }

    // Rows are numbered with the last site's bits fastest; bins are numbered with the lowest qubit's bit fastest.
    private static double[] Sorted(double[] rows, List<int> qubits)
    {
        int[] rank = [.. qubits.Select(q => qubits.Count(other => other < q))];
        if (rank.Index().All(r => r.Index == r.Item))
        {
            return rows;
        }

        double[] sorted = new double[rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            int bin = 0;
            for (int bit = 0; bit < rank.Length; bit++)
            {
                bin |= (row >> bit & 1) << rank[bit];
            }

            sorted[bin] = rows[row];
        }

        return sorted;
    }
}
