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
    private readonly AngleBinding[] _slots;
    private readonly AngleBinding _interactions;
    private readonly Lazy<Reconstructor> _values;
    private readonly Lazy<Reconstructor> _environments;
    private readonly Lazy<PreparedPlan> _exact;

    /// <summary>Prepares a plan.</summary>
    /// <exception cref="CutException">The shot budget cannot cover the plan's circuits.</exception>
    public PreparedPlan(CutPlan plan, EstimatorSettings settings)
        : this(plan, settings, plan.Fragments.Select(FragmentSimulators.For).ToArray())
    {
    }

    private PreparedPlan(CutPlan plan, EstimatorSettings settings, FragmentSimulator[] simulators)
    {
        Plan = plan;
        Simulators = simulators;
        Expansions = plan.Fragments.Select(LegTransform.Expansion).ToArray();
        Shots = FragmentShots.Allocate(plan, settings);
        _slots = plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle))).ToArray();
        _interactions = new(plan.Cuts.SelectMany(c => c.Interaction is { } i ? [i.XX, i.YY, i.ZZ] : new[] { Angle.Zero, Angle.Zero, Angle.Zero }));
        MeanNoise[]? noise = Shots?.SelectMany(s => s.Shots.Select(SampleVariance.Noise)).ToArray();
        _values = new(() => Reconstructor.For(plan, noise, wantsEnvironments: false));
        _environments = new(() => Reconstructor.For(plan, noise, wantsEnvironments: true));
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
            binding.Bind(queries[q].Features, queries[q].Weights, angles.AsSpan(q * binding.Count, binding.Count));
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
                bonds.AddRange(Plan.Cuts[c].Interaction is null
                    ? CutBond.Wire
                    : CutBond.Gate(Plan.Cuts[c].FirstBasis, angles[3 * c], angles[(3 * c) + 1], angles[(3 * c) + 2]));
            }
        }

        return [.. bonds];
    }

    /// <summary>The derivative of a cut's bond by one of its angles.</summary>
    /// <param name="angle">0 for XX, 1 for YY, 2 for ZZ.</param>
    public double[] BondDerivative(EstimatorQuery query, int cut, int angle)
    {
        double[] angles = BindInteractions(query);
        return CutBond.GateDerivative(Plan.Cuts[cut].FirstBasis, angles[3 * cut], angles[(3 * cut) + 1], angles[(3 * cut) + 2], angle);
    }

    private double[] BindInteractions(EstimatorQuery query)
    {
        double[] angles = new double[_interactions.Count];
        _interactions.Bind(query.Features, query.Weights, angles);
        return angles;
    }
}
