using System.Collections.Concurrent;
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A plan with everything that is derived from it once and used by every query: simulators, bindings, circuits and their shots,
/// the reconstruction.
/// </summary>
public sealed class LeanPlan
{
    /// <summary>Most numbers that one fragment may give a query: beyond it a query takes minutes and gigabytes.</summary>
    public const int MaxResultLength = 1 << 22;

    /// <summary>Most means that one fragment may be sampled for; each comes with the circuit that gives it.</summary>
    public const int MaxMeanCount = 1 << 20;

    /// <summary>Most multiplications of one contraction, about a minute of one core; a plan that takes more is refused.</summary>
    public const double MaxContractionCost = 5e10;

    private readonly AngleBinding[] _slots;
    private readonly AngleBinding _interactions;
    private readonly int[] _firstAngle;
    private readonly Lazy<Reconstructor> _values;
    private readonly Lazy<Reconstructor> _environments;
    private readonly Lazy<LeanPlan> _exact;
    private readonly ConcurrentDictionary<GradientTargets, GradientSources> _sources = new();

    /// <summary>Prepares a plan.</summary>
    /// <exception cref="CutException">
    /// The shot budget cannot cover the plan's circuits, or a fragment gives more than <see cref="MaxResultLength"/> numbers or
    /// <see cref="MaxMeanCount"/> sampled means per query.
    /// </exception>
    public LeanPlan(CutPlan plan, EstimatorSettings settings)
        : this(plan, settings, Cached(FragmentSimulators.For(Feasible(plan, settings), settings.Threads), settings), null)
    {
    }

    /// <summary>Prepares a plan that was compiled.</summary>
    /// <exception cref="CutException">As for a plan that was not.</exception>
    public LeanPlan(CompiledCut compiled, EstimatorSettings settings)
        : this(compiled.Plan, settings, Cached(ProgramFragmentSimulator.Of(compiled), settings), compiled)
    {
        Feasible(compiled.Plan, settings);
    }

    private LeanPlan(CutPlan plan, EstimatorSettings settings, FragmentSimulator[] simulators, CompiledCut? compiled)
    {
        Plan = plan;
        Simulators = simulators;
        Allocation = settings.Allocation;
        Budget = settings.Shots;
        Seed = settings.Seed;
        _slots = plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle))).ToArray();
        _interactions = new(plan.Cuts.SelectMany(c => c.Form.Angles));
        _firstAngle = Enumerable.Range(0, plan.Cuts.Count).Select(c => plan.Cuts.Take(c).Sum(k => k.Form.Angles.Count())).ToArray();
        MeanNoise[]? noise = null;
        if (!settings.Shots.IsExact)
        {
            FragmentMeasurements[] circuits = plan.Fragments.Select(f => new FragmentMeasurements(f)).ToArray();
            Measurements = circuits;
            Measured = circuits
                .Select(
                    (c, f) => ReferenceEquals(c.Measured, c.Fragment)
                        ? simulators[f]
                        : FragmentSimulators.For(c.Measured, settings.Threads))
                .ToArray();
            long[] shots = AllocationRules.Check(settings).Allocate(VariantCount);
            Shots = settings.Allocation == ShotAllocation.Uniform || VariantCount == 0
                ? ShotDivision.Divide(circuits, settings.Seed, shots)
                : null;
            HasOwnVariance = Shots is not null && circuits.All(c => c.HasSingleReadings);
            noise = HasOwnVariance ? Shots!.SelectMany(Noise).ToArray() : new MeanNoise[circuits.Sum(c => c.ReadingCount)];
        }

        bool needsSensitivities = !settings.Shots.IsExact && !HasOwnVariance;
        _environments = new(() => Reconstructor.For(plan, noise, wantsEnvironments: true, settings.ContractionLimit, compiled));
        _values = needsSensitivities
            ? _environments
            : new(() => Reconstructor.For(plan, noise, wantsEnvironments: false, settings.ContractionLimit, compiled));
        _exact = new(() => settings.Shots.IsExact ? this : new(plan, settings with { Shots = ShotBudget.Exact }, simulators, compiled));
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>The simulator of each fragment.</summary>
    public IReadOnlyList<FragmentSimulator> Simulators { get; }

    /// <summary>What is run of each fragment; null in exact mode.</summary>
    public IReadOnlyList<FragmentMeasurements>? Measurements { get; }

    /// <summary>The simulator of what each fragment's variants measure; null in exact mode.</summary>
    public IReadOnlyList<FragmentSimulator>? Measured { get; }

    /// <summary>Circuits per query with shots.</summary>
    public int VariantCount => Measurements?.Sum(s => s.Variants.Count) ?? 0;

    /// <summary>How shots are divided.</summary>
    public ShotAllocation Allocation { get; }

    /// <summary>The shots of a query.</summary>
    public ShotBudget Budget { get; }

    /// <summary>Keys all random numbers.</summary>
    public ulong Seed { get; }

    /// <summary>The shots of each fragment's variants where all queries have the same; null in exact mode and where they do not.</summary>
    public IReadOnlyList<FragmentShots>? Shots { get; }

    /// <summary>Returns what derivatives by these targets depend on; collected once.</summary>
    internal GradientSources Sources(GradientTargets targets) =>
        _sources.GetOrAdd(targets, static (wanted, plan) => new(plan, wanted), Plan);

    /// <summary>The same plan without sampling.</summary>
    public LeanPlan Exact => _exact.Value;

    /// <summary>Shots of a query: the budget's total, or its shots per circuit times the circuits.</summary>
    internal long TotalShots => Budget.Total > 0 ? Budget.Total : checked(Budget.PerCircuit * VariantCount);

    /// <summary>Whether the reconstruction gives the variance: all shots are known before, and no two means share any.</summary>
    internal bool HasOwnVariance { get; }

    /// <summary>Returns the length of a query's part in the result of a fragment: its tensors, or with shots its moments.</summary>
    internal int ResultLength(int fragment) => Measurements?[fragment].MomentCount ?? Simulators[fragment].TensorLength;

    /// <summary>Returns a query's tensors or means of a fragment from its result.</summary>
    /// <param name="scratch">Where they are put together if they are other numbers than the result's.</param>
    internal ReadOnlySpan<double> MeansOf(int fragment, ReadOnlySpan<double> result, Span<double> scratch)
    {
        if (Measurements is null || Measurements[fragment].IsPlain)
        {
            return result;
        }

        Measurements[fragment].Means(result, scratch);
        return scratch;
    }

    /// <summary>Returns the reconstruction of values.</summary>
    /// <param name="wantsEnvironments">Whether derivatives follow.</param>
    public Reconstructor ReconstructorFor(bool wantsEnvironments) => (wantsEnvironments ? _environments : _values).Value;

    /// <summary>Binds a fragment's slots for a run of queries.</summary>
    /// <returns>Angles in radians, [query][slot].</returns>
    public double[] BindSlots(int fragment, ReadOnlySpan<EstimatorQuery> queries)
    {
        AngleBinding binding = _slots[fragment];
        double[] angles = new double[queries.Length * binding.Count];
        for (int q = 0; q < queries.Length; q++)
        {
            Span<double> own = angles.AsSpan(q * binding.Count, binding.Count);
            binding.Bind(queries[q].Features, queries[q].Weights, own);
            QueryChecks.CheckAngles(queries[q].Id, own);
        }

        return angles;
    }

    /// <summary>
    /// Computes the bond matrices of all cuts at the queries' parameters, [query][bond entry]; empty where they are constant.
    /// </summary>
    public double[] BindBonds(ReadOnlySpan<EstimatorQuery> queries)
    {
        if (Plan.HasConstantBonds)
        {
            return [];
        }

        var bonds = new List<double>();
        foreach (EstimatorQuery query in queries)
        {
            double[] angles = BindInteractions(query);
            for (int c = 0; c < Plan.Cuts.Count; c++)
            {
                bonds.AddRange(Plan.Cuts[c].Form.Bond(AnglesOf(c, angles)));
            }
        }

        return [.. bonds];
    }

    /// <summary>Computes the derivative of a cut's bond by one of its angles.</summary>
    /// <param name="angle">Which of the cut's angles.</param>
    public double[] BondDerivative(EstimatorQuery query, int cut, int angle) => BondDerivative(BindInteractions(query), cut, angle);

    /// <summary>Computes the same from the angles of all cuts.</summary>
    internal double[] BondDerivative(double[] angles, int cut, int angle) =>
        Plan.Cuts[cut].Form.BondDerivative(AnglesOf(cut, angles), angle);

    /// <summary>Computes the angles of every cut at a query's parameters, in radians.</summary>
    internal double[] BindInteractions(EstimatorQuery query)
    {
        double[] angles = new double[_interactions.Count];
        _interactions.Bind(query.Features, query.Weights, angles);
        return angles;
    }

    private double[] AnglesOf(int cut, double[] angles) =>
        angles.AsSpan(_firstAngle[cut], Plan.Cuts[cut].Form.Angles.Count()).ToArray();

    private static IEnumerable<MeanNoise> Noise(FragmentShots shots)
    {
        MeanNoise[] noise = new MeanNoise[shots.Measurements.ReadingCount];
        foreach (MeasuredVariant variant in shots.Measurements.Variants)
        {
            noise[variant.Readings[0].Index] = SampleVariance.Noise(shots.Shots[variant.Index]);
        }

        return noise;
    }

    private static FragmentSimulator[] Cached(FragmentSimulator[] simulators, EstimatorSettings settings) =>
        settings.Cache is { } cache ? [.. simulators.Select(cache.Before)] : simulators;

    private static EquatableArray<Fragment> Feasible(CutPlan plan, EstimatorSettings settings)
    {
        bool isExact = settings.Shots.IsExact;
        if (!isExact && !double.IsFinite(plan.Observable.OneNorm * plan.Observable.OneNorm))
        {
            throw new CutException(
                $"the observable's weights sum to {plan.Observable.OneNorm:G3}, whose square no number holds: shots have no "
                + "standard error; scale them down");
        }

        int most = isExact ? MaxResultLength : MaxMeanCount;
        foreach (Fragment fragment in plan.Fragments)
        {
            double length = fragment.Legs.Aggregate((double)fragment.Observables.Count, (product, leg) =>
                product * (isExact ? leg.Basis.Dimension : leg.Basis.Operations.Count));
            if (length > most)
            {
                throw new CutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"fragment {fragment.Index} touches {Counted.Of(fragment.Legs.Count, "cut end")} and would give {length:G3} numbers "
                    + $"per query, more than {most:N0}; cut fewer gates between the same qubits"
                    + $"{(isExact ? "" : ", or draw joint terms (sampled)")}"));
            }
        }

        if (plan.Order.Cost > MaxContractionCost)
        {
            throw new CutException(string.Create(
                CultureInfo.InvariantCulture,
                $"contracting {Counted.Of(plan.Fragments.Count, "fragment")} joined by {Counted.Of(plan.Cuts.Count, "cut")} takes "
                + $"{plan.Order.Cost:G3} multiplications per "
                + $"query, more than {MaxContractionCost:G3}; cut fewer gates, e.g. into fewer and wider fragments, or draw joint "
                + $"terms (sampled)"));
        }

        return plan.Fragments;
    }
}
