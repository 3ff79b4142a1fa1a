using System.Collections.Concurrent;
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A plan with everything that is derived from it once and used by every query: simulators, bindings, the shots of every variant, the
/// reconstruction.
/// </summary>
public sealed class PreparedPlan
{
    /// <summary>Most numbers that one fragment may give a query: beyond it a query takes minutes and gigabytes.</summary>
    public const int MaxResultLength = 1 << 22;

    private readonly AngleBinding[] _slots;
    private readonly AngleBinding _interactions;
    private readonly int[] _firstAngle;
    private readonly Lazy<Reconstructor> _values;
    private readonly Lazy<Reconstructor> _environments;
    private readonly Lazy<PreparedPlan> _exact;
    private readonly ConcurrentDictionary<GradientTargets, GradientSources> _sources = new();

    /// <summary>Prepares a plan.</summary>
    /// <exception cref="CutException">
    /// The shot budget cannot cover the plan's circuits, or a fragment gives more than <see cref="MaxResultLength"/> numbers a query.
    /// </exception>
    public PreparedPlan(CutPlan plan, EstimatorSettings settings)
        : this(plan, settings, Simulated(plan, settings))
    {
    }

    private PreparedPlan(CutPlan plan, EstimatorSettings settings, FragmentSimulator[] simulators)
    {
        Plan = plan;
        Simulators = simulators;
        Expansions = plan.Fragments.Select(LegTransform.Expansion).ToArray();
        Shots = FragmentShots.Allocate(plan, settings);
        _slots = plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle))).ToArray();
        _interactions = new(plan.Cuts.SelectMany(c => c.Form.Angles));
        _firstAngle = Enumerable.Range(0, plan.Cuts.Count).Select(c => plan.Cuts.Take(c).Sum(k => 3 * k.Form.Interactions.Count)).ToArray();
        MeanNoise[]? noise = Shots?.SelectMany(s => s.Shots.Select(SampleVariance.Noise)).ToArray();
        _values = new(() => Reconstructor.For(plan, noise, wantsEnvironments: false, settings.ContractionLimit));
        _environments = new(() => Reconstructor.For(plan, noise, wantsEnvironments: true, settings.ContractionLimit));
        _exact = new(() => settings.Shots.IsExact ? this : new(plan, settings with { Shots = ShotBudget.Exact }, simulators));
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>The simulator of each fragment.</summary>
    public IReadOnlyList<FragmentSimulator> Simulators { get; }

    /// <summary>From entries to variants, for each fragment.</summary>
    public IReadOnlyList<LegTransform> Expansions { get; }

    /// <summary>The shots of each fragment's variants; null in exact mode.</summary>
    public IReadOnlyList<ShotPlan>? Shots { get; }

    /// <summary>What derivatives by these targets depend on; collected once.</summary>
    internal GradientSources Sources(GradientTargets targets) =>
        _sources.GetOrAdd(targets, static (wanted, plan) => new(plan, wanted), Plan);

    /// <summary>The same plan without sampling.</summary>
    public PreparedPlan Exact => _exact.Value;

    /// <summary>Numbers a query in the result of a fragment: its tensors, or with shots the means of its variants.</summary>
    internal int ResultLength(int fragment) => Shots is null ? Simulators[fragment].TensorLength : Shots[fragment].Shots.Count;

    /// <summary>The reconstruction of values.</summary>
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

    /// <summary>The bond matrices of all cuts at the queries' parameters, [query][bond entry]; empty where they are constant.</summary>
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

    /// <summary>The derivative of a cut's bond by one of its angles.</summary>
    /// <param name="angle">Which of the cut's angles.</param>
    public double[] BondDerivative(EstimatorQuery query, int cut, int angle) => BondDerivative(BindInteractions(query), cut, angle);

    /// <summary>The same from the angles of all cuts.</summary>
    internal double[] BondDerivative(double[] angles, int cut, int angle) =>
        Plan.Cuts[cut].Form.BondDerivative(AnglesOf(cut, angles), angle);

    /// <summary>The angles of every cut at a query's parameters, in radians.</summary>
    internal double[] BindInteractions(EstimatorQuery query)
    {
        double[] angles = new double[_interactions.Count];
        _interactions.Bind(query.Features, query.Weights, angles);
        return angles;
    }

    private double[] AnglesOf(int cut, double[] angles) =>
        angles.AsSpan(_firstAngle[cut], 3 * Plan.Cuts[cut].Form.Interactions.Count).ToArray();

    private static FragmentSimulator[] Simulated(CutPlan plan, EstimatorSettings settings)
    {
        FragmentSimulator[] simulators = FragmentSimulators.For(Feasible(plan, settings));
        return settings.Cache is { } cache ? [.. simulators.Select(cache.Before)] : simulators;
    }

    private static EquatableArray<Fragment> Feasible(CutPlan plan, EstimatorSettings settings)
    {
        foreach (Fragment fragment in plan.Fragments)
        {
            double length = fragment.Legs.Aggregate((double)fragment.Observables.Count, (product, leg) =>
                product * (settings.Shots.IsExact ? leg.Basis.Dimension : leg.Basis.Operations.Count));
            if (length > MaxResultLength)
            {
                throw new CutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"fragment {fragment.Index} touches {fragment.Legs.Count} cut ends and would give {length:G3} numbers a query, "
                    + $"more than {MaxResultLength}; cut fewer gates between the same qubits"));
            }
        }

        return plan.Fragments;
    }
}
