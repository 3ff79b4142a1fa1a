using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>How often each physical variant of a fragment is run, and where its random numbers come from.</summary>
/// <remarks>
/// Variant v of observable o of query q draws from the counter-based generator keyed by (seed, query id, first subexperiment + o·variants
/// + v), so the outcome depends on nothing else: not on workers, arrival order or batch size.
/// </remarks>
public sealed class ShotPlan
{
    private readonly long[] _shots;

    /// <summary>Creates a plan.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstSubexperiment">The id of the first observable's first variant within a query.</param>
    /// <param name="shots">Shots of each variant, [observable][variant]; 0 for a variant whose result is known beforehand.</param>
    public ShotPlan(ulong seed, ulong firstSubexperiment, long[] shots)
    {
        Seed = seed;
        FirstSubexperiment = firstSubexperiment;
        _shots = shots;
        CircuitCount = shots.LongCount(s => s > 0);
        ShotCount = shots.Sum();
        VarianceBound = shots.Sum(s => s > 0 ? 1.0 / s : 0);
    }

    private ShotPlan(ShotPlan plan, ulong firstSubexperiment)
    {
        Seed = plan.Seed;
        FirstSubexperiment = firstSubexperiment;
        _shots = plan._shots;
        CircuitCount = plan.CircuitCount;
        ShotCount = plan.ShotCount;
        VarianceBound = plan.VarianceBound;
    }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The id of the first variant within a query.</summary>
    public ulong FirstSubexperiment { get; }

    /// <summary>Shots of each variant, [observable][variant].</summary>
    public IReadOnlyList<long> Shots => _shots;

    /// <summary>Variants that are run, a query.</summary>
    public long CircuitCount { get; }

    /// <summary>Shots spent, a query.</summary>
    public long ShotCount { get; }

    /// <summary>The sum over the variants that are run of 1/shots, the largest variance of a mean of ±1.</summary>
    public double VarianceBound { get; }

    /// <summary>
    /// Which variants have to be run, [observable][variant]: one that measures nothing at its legs and has the identity for an
    /// observable gives 1 whatever the state.
    /// </summary>
    public static bool[] MustRun(Fragment fragment)
    {
        bool[] measures = [false];
        foreach (Leg leg in fragment.Legs)
        {
            measures = measures.SelectMany(m => leg.Basis.Operations.Select(o => m || o.Measures)).ToArray();
        }

        return fragment.Observables.SelectMany(o => measures.Select(m => m || !o.IsIdentity)).ToArray();
    }

    /// <summary>The same plan for another set of subexperiments of the same fragment.</summary>
    public ShotPlan StartingAt(ulong firstSubexperiment) => new(this, firstSubexperiment);

    /// <summary>One of several parts that hold at least these shots together, with random numbers of its own.</summary>
    /// <param name="share">Which part, from 0.</param>
    /// <param name="shareCount">Parts; the shots of each are rounded up.</param>
    /// <remarks>Subexperiments of a query are far below 2^48 (<c>PreparedPlan.MaxResultLength</c>): the parts' keys lie behind all of them.</remarks>
    public ShotPlan Share(int share, int shareCount) => new(
        Seed,
        FirstSubexperiment + ((ulong)(share + 1) << 48),
        Array.ConvertAll(_shots, shots => (shots + shareCount - 1) / shareCount));

    /// <summary>
    /// Draws the mean of each variant's ±1 outcomes: one binomial draw a variant, distributed exactly as shot by shot.
    /// </summary>
    /// <param name="query">The query's id.</param>
    /// <param name="means">Exact means in, sampled means out, [observable][variant].</param>
    public void Sample(ulong query, Span<double> means)
    {
        for (int i = 0; i < means.Length; i++)
        {
            long shots = _shots[i];
            if (shots > 0)
            {
                var random = new CounterRandom(Seed, query, FirstSubexperiment + (ulong)i);
                long plus = Binomial.Draw(ref random, shots, 0.5 * (1 + means[i]));
                means[i] = ((2.0 * plus) - shots) / shots;
            }
            else
            {
                means[i] = 1;
            }
        }
    }
}
