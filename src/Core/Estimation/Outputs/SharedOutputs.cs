using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Estimates an output distribution from one run of every circuit: the fragments' outcome tensors are measured once and shared by all
/// bit strings. Estimates are unbiased; standard errors are to first order in the tensors' own errors.
/// </summary>
/// <remarks>
/// For Q = Σ a(x) p(x): <c>Var Q = Σ_f Σ_v (Σ_o π_v(o) w_v(o)² - (Σ_o π_v(o) w_v(o))²)/n_v</c>, where the weight w_v(o) of an outcome of
/// variant v is the derivative of Q by its relative frequency. Relative frequencies are shrunk by one shot that is spread over all
/// outcomes, so that no error is 0. FORMULAS_NEXT.md section 2.6.
/// </remarks>
public sealed class SharedOutputs
{
    /// <summary>The most qubits whose strings are all estimated.</summary>
    public const int MaxQubits = 20;

    private readonly Measured[] _places;
    private readonly int[] _qubits;
    private readonly CancellationToken _cancellationToken;

    private SharedOutputs(Measured[] places, CancellationToken cancellationToken)
    {
        _places = places;
        _cancellationToken = cancellationToken;
        _qubits = [.. places.SelectMany(p => p.Site.Qubits).Order()];
    }

    /// <summary>Circuits run.</summary>
    public long CircuitCount => _places.Sum(p => (long)p.VariantCount);

    /// <summary>Runs every circuit.</summary>
    /// <param name="plan">A plan of <see cref="OutputPlanner"/>; its observable's qubits are resolved.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="shots">Shots of each circuit, from 1.</param>
    /// <param name="seed">Keys the random numbers; the stream of a circuit is (seed, fragment, variant).</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">More than <see cref="MaxQubits"/> qubits are resolved, or a fragment is too wide.</exception>
    public static SharedOutputs Run(
        CutPlan plan, double[] features, double[] weights, long shots, ulong seed, CancellationToken cancellationToken = default)
    {
        HashSet<int> kept = [.. plan.Observable.Terms.SelectMany(t => t.String.Support)];
        if (kept.Count > MaxQubits)
        {
            throw new CircuitException(
                $"{Counted.Of(kept.Count, "qubit", "has", "have")} 2^{kept.Count} bit strings, at most 2^{MaxQubits} are estimated from "
                + "shared tensors; name fewer qubits, "
                + "or draw joint terms (mixture)");
        }

        double[][] bonds = OutputNetwork.Bonds(plan, features, weights);
        int[] order = SweepOrder.Of(plan);
        var sites = new SiteBuilder(plan, bonds, order);
        var variants = new SiteBuilder(plan, bonds, order);
        return new([.. order.Select(Measure)], cancellationToken);

        Measured Measure(int index)
        {
            Fragment fragment = plan.Fragments[index];
            OutcomeTensor exact = OutputNetwork.Tensor(fragment, features, weights, kept.Contains, cancellationToken);
            var outcomes = VariantOutcomes.Of(fragment, exact);
            var counts = new VariantCounts(outcomes, shots, seed, (ulong)index);
            return new(
                sites.Next(index, counts.Tensor(fragment, exact.Qubits)), variants.Next(index, VariantCounts.Weights(fragment)), counts);
        }
    }

    /// <summary>Returns the estimates of all bit strings.</summary>
    public OutputEstimates Estimates()
    {
        double[] raw = new double[1 << _qubits.Length];
        double[] variances = new double[raw.Length];
        double[] sensitivities = new double[_places.Max(p => p.VariantCount)];
        foreach (SweptString swept in Strings())
        {
            raw[swept.Index] = swept.Value;
            for (int place = 0; place < _places.Length; place++)
            {
                Measured own = _places[place];
                Span<double> s = sensitivities.AsSpan(0, own.VariantCount);
                own.Variants.Masses(swept.Lefts[place], swept.Rights[place + 1], s);
                for (int v = 0; v < s.Length; v++)
                {
                    variances[swept.Index] += s[v] * s[v] * own.Counts.Variance(v, swept.Outcomes[place]);
                }
            }
        }

        double[] projected = SimplexProjection.Of(raw);
        return new(
            _qubits,
            [
                .. raw.Select(
                    (p, x) => new EstimatedString(BitStrings.Of(x, _qubits.Length), p, Math.Sqrt(Math.Max(0, variances[x])), projected[x])),
            ],
            CircuitCount,
            _places.Sum(p => p.VariantCount * p.Counts.Shots));
    }

    /// <summary>Returns the mean of a function of the bit string.</summary>
    /// <param name="function">Its value for an outcome; bit i of the outcome belongs to the i-th qubit in ascending order.</param>
    /// <returns>The estimate with its standard error.</returns>
    public (double Value, double StandardError) Mean(Func<int, double> function)
    {
        double value = 0;
        double[][] weights = [.. _places.Select(p => new double[p.VariantCount * p.Site.OutcomeCount])];
        double[] sensitivities = new double[_places.Max(p => p.VariantCount)];
        foreach (SweptString swept in Strings())
        {
            double a = function(swept.Index);
            value += a * swept.Value;
            for (int place = 0; place < _places.Length && a != 0; place++)
            {
                Measured own = _places[place];
                Span<double> s = sensitivities.AsSpan(0, own.VariantCount);
                own.Variants.Masses(swept.Lefts[place], swept.Rights[place + 1], s);
                for (int v = 0; v < s.Length; v++)
                {
                    weights[place][(v * own.Site.OutcomeCount) + swept.Outcomes[place]] += a * s[v];
                }
            }
        }

        double variance = 0;
        for (int place = 0; place < _places.Length; place++)
        {
            int outcomes = _places[place].Site.OutcomeCount;
            for (int v = 0; v < _places[place].VariantCount; v++)
            {
                variance += _places[place].Counts.Variance(v, weights[place].AsSpan(v * outcomes, outcomes));
            }
        }

        return (value, Math.Sqrt(Math.Max(0, variance)));
    }

    // Every string with the boundaries before and after every place: those before are shared by strings with the same beginning.
    private IEnumerable<SweptString> Strings()
    {
        var swept = new SweptString(
            new int[_places.Length],
            [[1], .. _places.Select(p => new double[p.Site.RightLength])],
            [.. _places.Select(p => new double[p.Site.LeftLength]), [1]]);
        int[][] parts = [.. _places.Select(p => Parts(p.Site))];
        int first = 0;
        while (true)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            for (int place = first; place < _places.Length; place++)
            {
                _places[place].Site.Advance(swept.Lefts[place], swept.Outcomes[place], swept.Lefts[place + 1]);
            }

            for (int place = _places.Length - 1; place >= 0; place--)
            {
                _places[place].Site.Weights(swept.Outcomes[place], swept.Rights[place + 1], swept.Rights[place]);
            }

            swept.Index = 0;
            for (int place = 0; place < _places.Length; place++)
            {
                swept.Index |= parts[place][swept.Outcomes[place]];
            }

            yield return swept;
            first = _places.Length - 1;
            while (first >= 0 && ++swept.Outcomes[first] == _places[first].Site.OutcomeCount)
            {
                swept.Outcomes[first--] = 0;
            }

            if (first < 0)
            {
                yield break;
            }
        }
    }

    // Where the bits of a place's outcomes are in an index over all qubits.
    private int[] Parts(OutputSite site) => [.. Enumerable.Range(0, site.OutcomeCount).Select(x =>
        site.Qubits.Select((q, bit) => (x >> bit & 1) << Array.BinarySearch(_qubits, q)).Sum())];

    private sealed record Measured(OutputSite Site, OutputSite Variants, VariantCounts Counts)
    {
        public int VariantCount => Variants.OutcomeCount;
    }

    private sealed record SweptString(int[] Outcomes, double[][] Lefts, double[][] Rights)
    {
        public int Index { get; set; }

        public double Value => Lefts[^1][0];
    }
}
