using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>How often each variant of a fragment is run, and where its random numbers come from.</summary>
/// <remarks>
/// A variant of query q draws from the counter-based generator keyed by (seed, query id, first subexperiment + the variant's number), so
/// the outcome depends on nothing else: not on workers, arrival order or batch size.
/// </remarks>
public sealed class FragmentShots
{
    private readonly long[] _shots;

    /// <summary>Creates a plan.</summary>
    /// <param name="measurements">The fragment's measured variants.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstSubexperiment">The id of the fragment's first mean within a query.</param>
    /// <param name="shots">Shots of each variant; 0 for one that is not run.</param>
    /// <param name="isRepeated">Whether the same circuits were run and counted before.</param>
    public FragmentShots(FragmentMeasurements measurements, ulong seed, ulong firstSubexperiment, long[] shots, bool isRepeated = false)
    {
        Measurements = measurements;
        Seed = seed;
        FirstSubexperiment = firstSubexperiment;
        _shots = shots;
        CircuitCount = isRepeated ? 0 : shots.LongCount(s => s > 0);
        ShotCount = shots.Sum();
        VarianceBound = shots.Sum(s => s > 0 ? 1.0 / s : 0);
    }

    /// <summary>The fragment's measured variants.</summary>
    public FragmentMeasurements Measurements { get; }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The id of the fragment's first mean within a query.</summary>
    public ulong FirstSubexperiment { get; }

    /// <summary>Shots of each variant.</summary>
    public IReadOnlyList<long> Shots => _shots;

    /// <summary>Variants that are run, a query; 0 where they were counted before.</summary>
    public long CircuitCount { get; }

    /// <summary>Shots spent, a query.</summary>
    public long ShotCount { get; }

    /// <summary>The sum over the variants that are run of 1/shots, the largest variance of a mean of ±1.</summary>
    public double VarianceBound { get; }

    /// <summary>Returns the same plan for another set of subexperiments of the same fragment.</summary>
    public FragmentShots StartingAt(ulong firstSubexperiment) => new(Measurements, Seed, firstSubexperiment, _shots);

    /// <summary>Returns one of several parts that hold at least these shots together, with random numbers of its own.</summary>
    /// <param name="share">Which part, from 0.</param>
    /// <param name="shareCount">Parts; the shots of each are rounded up.</param>
    /// <remarks>
    /// Subexperiments of a query are far below 2^48 (<c>LeanPlan.MaxResultLength</c>): the parts' keys follow all of them.
    /// </remarks>
    /// <exception cref="CutException">A variant has fewer shots than there are parts.</exception>
    public FragmentShots Share(int share, int shareCount)
    {
        if (Array.Find(_shots, shots => shots > 0 && shots < shareCount) is > 0 and long few)
        {
            throw new CutException(
                $"{Counted.Of(few, "shot")} of a circuit cannot be sent in {Counted.Of(shareCount, "share")}; give more shots or fewer "
                + "shares");
        }

        return new(
            Measurements,
            Seed,
            FirstSubexperiment + ((ulong)(share + 1) << 48),
            Array.ConvertAll(_shots, shots => (shots + shareCount - 1) / shareCount));
    }

    /// <summary>
    /// Draws the moments of each variant's shots: one binomial draw per variant of one sign, else one multinomial draw, distributed exactly
    /// as shot by shot.
    /// </summary>
    /// <param name="query">The query's id.</param>
    /// <param name="moments">Exact moments in, sampled moments out; 0 for a variant that is not run.</param>
    public void Sample(ulong query, Span<double> moments)
    {
        if (Measurements.IsPlain)
        {
            SamplePlain(query, moments);
            return;
        }

        for (int i = 0; i < _shots.Length; i++)
        {
            MeasuredVariant variant = Measurements.Variants[i];
            Span<double> own = moments.Slice(variant.FirstMoment, variant.MomentCount);
            long shots = _shots[i];
            if (shots == 0)
            {
                own.Clear();
                continue;
            }

            var random = new CounterRandom(Seed, query, FirstSubexperiment + variant.Subexperiment);
            if (variant.Rank == 1)
            {
                own[0] = Mean(ref random, shots, own[0]);
            }
            else
            {
                Draw(ref random, shots, own);
            }
        }
    }

    // Variant i has one moment, number i.
    private void SamplePlain(ulong query, Span<double> moments)
    {
        for (int i = 0; i < moments.Length; i++)
        {
            long shots = _shots[i];
            var random = new CounterRandom(Seed, query, FirstSubexperiment + (ulong)i);
            moments[i] = shots > 0 ? Mean(ref random, shots, moments[i]) : 0;
        }
    }

    private static double Mean(ref CounterRandom random, long shots, double mean)
    {
        long plus = Binomial.Draw(ref random, shots, 0.5 * (1 + mean));
        return ((2.0 * plus) - shots) / shots;
    }

    // With p[c] the chance of outcome c and M[t] = Σ_c (-1)^{|c & t|} p[c], M[0] = 1: each is the other's Walsh-Hadamard transform.
    private static void Draw(ref CounterRandom random, long shots, Span<double> moments)
    {
        double[] law = [1, .. moments];
        Transform(law);
        double mass = 0;
        for (int c = 0; c < law.Length; c++)
        {
            law[c] = Math.Max(law[c], 0);
            mass += law[c];
        }

        for (int c = 0; c < law.Length; c++)
        {
            law[c] /= mass;
        }

        long[] counts = new long[law.Length];
        Multinomial.Draw(ref random, shots, law, counts);
        for (int c = 0; c < law.Length; c++)
        {
            law[c] = counts[c];
        }

        Transform(law);
        for (int t = 1; t < law.Length; t++)
        {
            moments[t - 1] = law[t] / shots;
        }
    }

    private static void Transform(double[] values)
    {
        for (int stride = 1; stride < values.Length; stride *= 2)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if ((i & stride) == 0)
                {
                    (values[i], values[i + stride]) = (values[i] + values[i + stride], values[i] - values[i + stride]);
                }
            }
        }
    }
}
