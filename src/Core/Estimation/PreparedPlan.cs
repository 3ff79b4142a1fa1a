using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>A plan with everything that is derived from it once and used by every query: simulators, bindings, the contraction.</summary>
public sealed class PreparedPlan
{
    private readonly AngleBinding[] _slots;
    private readonly AngleBinding _interactions;
    private readonly double[][]? _constantBonds;

    /// <summary>Prepares a plan.</summary>
    public PreparedPlan(CutPlan plan)
    {
        Plan = plan;
        Simulators = plan.Fragments.Select(FragmentSimulators.For).ToArray();
        Expansions = plan.Fragments.Select(LegTransform.Expansion).ToArray();
        MustRun = plan.Fragments.Select(ShotPlan.MustRun).ToArray();
        Reconstruction = new(plan);
        _slots = plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle))).ToArray();
        _interactions = new(plan.Cuts.SelectMany(c => Angles(c)));
        bool symbolic = plan.Cuts.Any(c => c.Interaction is { IsConstant: false });
        _constantBonds = symbolic ? null : plan.Cuts.Select(c => c.Bond(_ => 0)).ToArray();
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>The simulator of each fragment.</summary>
    public IReadOnlyList<FragmentSimulator> Simulators { get; }

    /// <summary>From entries to variants, for each fragment.</summary>
    public IReadOnlyList<LegTransform> Expansions { get; }

    /// <summary>Which variants of each fragment have to be run, [observable][variant].</summary>
    public IReadOnlyList<bool[]> MustRun { get; }

    /// <summary>Puts a query's tensors together.</summary>
    public PlanReconstruction Reconstruction { get; }

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

    /// <summary>The bond matrix of every cut at a query's parameters.</summary>
    public double[][] Bonds(EstimatorQuery query)
    {
        if (_constantBonds is not null)
        {
            return _constantBonds;
        }

        double[] angles = BindInteractions(query);
        return Plan.Cuts.Select((cut, c) => cut.Interaction is null
            ? CutBond.Wire
            : CutBond.Gate(cut.FirstBasis, angles[3 * c], angles[(3 * c) + 1], angles[(3 * c) + 2])).ToArray();
    }

    /// <summary>The bonds with one of them replaced by its derivative by one of its angles.</summary>
    /// <param name="angle">0 for XX, 1 for YY, 2 for ZZ.</param>
    public double[][] BondsDifferentiated(EstimatorQuery query, int cut, int angle)
    {
        double[] angles = BindInteractions(query);
        double[][] bonds = [.. Bonds(query)];
        bonds[cut] = CutBond.GateDerivative(
            Plan.Cuts[cut].FirstBasis, angles[3 * cut], angles[(3 * cut) + 1], angles[(3 * cut) + 2], angle);
        return bonds;
    }

    /// <summary>γ at a query's parameters.</summary>
    public double Gamma(EstimatorQuery query)
    {
        double[][] bonds = Bonds(query);
        return Plan.Cuts.Select((cut, c) => CutBond.Gamma(bonds[c], cut.FirstBasis, cut.SecondBasis)).Aggregate(1.0, (a, b) => a * b);
    }

    private static Angle[] Angles(PlannedCut cut) => cut.Interaction is { } interaction
        ? [interaction.XX, interaction.YY, interaction.ZZ]
        : [Angle.Zero, Angle.Zero, Angle.Zero];

    private double[] BindInteractions(EstimatorQuery query)
    {
        double[] angles = new double[_interactions.Count];
        _interactions.Bind(query.Features, query.Weights, angles);
        return angles;
    }
}
