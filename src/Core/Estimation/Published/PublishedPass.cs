using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// One query as the field's tool runs it: every joint term's circuit for every label, each built and simulated anew with its own
/// random key, then one serial sum over the joint terms.
/// </summary>
public sealed class PublishedPass : Pass
{
    private const int CircuitsPerJob = 32;

    private readonly PublishedPlan _published;
    private readonly EstimatorSettings _settings;
    private readonly ulong _query;
    private readonly ulong _firstSubexperiment;
    private readonly double[] _angles;
    private readonly long[] _shots;
    private readonly int[] _firstObservable;
    private readonly int _observableCount;
    private readonly double[] _means;
    private readonly ArrivalLedger _ledger;

    /// <summary>Starts a pass of one query.</summary>
    /// <param name="purpose">Forward, or shift.</param>
    /// <param name="query">The query's id.</param>
    /// <param name="evaluation">The number of this evaluation within the query: 0 forward, then each shift.</param>
    /// <param name="angles">The value of every occurrence, in radians.</param>
    public PublishedPass(
        PublishedPlan published, EstimatorSettings settings, PassPurpose purpose, ulong query, int evaluation, double[] angles)
    {
        _published = published;
        _settings = settings;
        Purpose = purpose;
        _query = query;
        _angles = angles;
        int count = published.CircuitCount;
        _firstSubexperiment = (ulong)evaluation * (ulong)count;
        _shots = settings.Shots.IsExact ? new long[count] : settings.Shots.Allocate(count);
        _means = new double[count];
        _ledger = new(Enumerable.Range(0, count).Chunk(CircuitsPerJob).Select(jobs => jobs.Length).ToArray());
        IReadOnlyList<Fragment> fragments = published.Plan.Fragments;
        _firstObservable = Enumerable.Range(0, fragments.Count).Select(f => fragments.Take(f).Sum(g => g.Observables.Count)).ToArray();
        _observableCount = fragments.Sum(f => f.Observables.Count);
    }

    /// <inheritdoc/>
    public override PassPurpose Purpose { get; }

    /// <inheritdoc/>
    public override long QueryCount => 1;

    /// <summary>The value, once complete.</summary>
    public double Value { get; private set; }

    /// <summary>The standard error, once complete; 0 in exact mode.</summary>
    public double StandardError { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        var circuits = new MeasuredCircuit[_means.Length];
        int next = 0;
        for (int k = 0; k < _published.Terms.Count; k++)
        {
            foreach (Fragment fragment in _published.Plan.Fragments)
            {
                double[] slots = fragment.Slots.Select(s => s.Angle.Evaluate(symbol => _angles[symbol.Index])).ToArray();
                VariantCircuit variant = VariantCircuit.Build(fragment, _published.Operations[k][fragment.Index]);
                foreach (PauliString observable in fragment.Observables)
                {
                    circuits[next] = new(
                        variant.Circuit, variant.SignBits, variant.Observe(observable), slots, _shots[next],
                        _settings.Seed, _query, _firstSubexperiment + (ulong)next);
                    next++;
                }
            }
        }

        return circuits.Chunk(CircuitsPerJob).Select((chunk, i) => (Job)new CircuitJob(i, chunk)).ToArray();
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger.RecordWhole(result);
        result.Values.CopyTo(_means.AsSpan(result.Job * CircuitsPerJob));
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _ledger.RequireAll();
        CutPlan plan = _published.Plan;
        double[][] bonds = plan.Cuts.Select(c => c.Form.Bond(symbol => _angles[symbol.Index])).ToArray();
        double value = 0;
        double variance = 0;
        for (int k = 0; k < _published.Terms.Count; k++)
        {
            double coefficient = 1;
            for (int c = 0; c < plan.Cuts.Count; c++)
            {
                coefficient *= _published.Terms[k][c].Coefficient(bonds[c]);
            }

            foreach (PlannedTerm term in plan.Terms)
            {
                value += term.Coefficient * coefficient * Product(k, term);
            }

            if (!_settings.Shots.IsExact)
            {
                variance += coefficient * coefficient * Variance(k);
            }
        }

        Value = value;
        StandardError = Math.Sqrt(variance);
    }

    private double Product(int k, PlannedTerm term)
    {
        double product = 1;
        for (int f = 0; f < term.Observables.Count; f++)
        {
            product *= _means[CircuitOf(k, f, term.Observables[f])];
        }

        return product;
    }

    // Fragments of one joint term run independently: Var = Σ_st w_s w_t (Π_f (m_s m_t + [same circuit] v) - Π_f m_s m_t).
    private double Variance(int k)
    {
        double variance = 0;
        foreach (PlannedTerm left in _published.Plan.Terms)
        {
            foreach (PlannedTerm right in _published.Plan.Terms)
            {
                double second = 1;
                double square = 1;
                for (int f = 0; f < left.Observables.Count; f++)
                {
                    int a = CircuitOf(k, f, left.Observables[f]);
                    int b = CircuitOf(k, f, right.Observables[f]);
                    double means = _means[a] * _means[b];
                    second *= means + (a == b ? SampleVariance.OfMean(_means[a], _shots[a]) : 0);
                    square *= means;
                }

                variance += left.Coefficient * right.Coefficient * (second - square);
            }
        }

        return variance;
    }

    private int CircuitOf(int k, int fragment, int observable) => (k * _observableCount) + _firstObservable[fragment] + observable;
}
