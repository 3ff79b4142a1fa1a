using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>A plan whose joint terms are drawn: nothing in it grows with their number.</summary>
public sealed class DrawnPlan
{
    /// <summary>More distinct joint terms than this are not drawn for one query; each is one circuit per fragment.</summary>
    public const long MaxDrawnCount = 1 << 20;

    private readonly AngleBinding[] _slots;
    private readonly Lazy<PlanForm> _form;

    /// <summary>Prepares a plan.</summary>
    /// <exception cref="CutException">The budget is no total, or smaller than the number of fragments.</exception>
    public DrawnPlan(CutPlan plan, EstimatorSettings settings)
    {
        Plan = plan;
        Seed = settings.Seed;
        ShotCount = settings.Shots.Total / plan.Fragments.Count;
        if (ShotCount == 0)
        {
            throw new CutException(
                $"total shots {settings.Shots.Total} do not run each of the plan's {Counted.Of(plan.Fragments.Count, "fragment")} once; "
                + $"give at least {plan.Fragments.Count}");
        }

        Cuts = plan.Cuts.Select(c => c.Form.Terms().ToArray()).ToArray();
        Strings = plan.Terms.Where(t => !IsIdentity(t)).ToArray();
        Constant = plan.Terms.Where(IsIdentity).Sum(t => t.Coefficient);
        double distinct = Math.Min(ShotCount, plan.JointTermCount * Strings.Count);
        if (distinct > MaxDrawnCount)
        {
            throw new CutException(
                $"{Counted.Of(ShotCount, "shot")} of the whole could draw {distinct:F0} joint terms, more than {MaxDrawnCount}; give fewer "
                + "total shots");
        }

        _form = new(() => PlanForm.Of(plan.Fragments));
        _slots = plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle))).ToArray();
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>Keys all random numbers.</summary>
    public ulong Seed { get; }

    /// <summary>Shots of the whole a query: each runs every fragment once.</summary>
    public long ShotCount { get; }

    /// <summary>For each cut its terms.</summary>
    public IReadOnlyList<JointTerm[]> Cuts { get; }

    /// <summary>The observable's strings that are not the identity.</summary>
    public IReadOnlyList<PlannedTerm> Strings { get; }

    /// <summary>The weight of the identity, whose value is known.</summary>
    public double Constant { get; }

    /// <summary>Binds the slots of every fragment.</summary>
    public double[][] BindSlots(EstimatorQuery query)
    {
        double[][] angles = _slots.Select(s => new double[s.Count]).ToArray();
        for (int f = 0; f < angles.Length; f++)
        {
            _slots[f].Bind(query.Features, query.Weights, angles[f]);
            QueryChecks.CheckAngles(query.Id, angles[f]);
        }

        return angles;
    }

    /// <summary>Makes the job of some of a query's terms.</summary>
    internal DrawnJob JobOf(int index, DrawKey key, double[][] angles, ArraySegment<DrawnTerm> drawn) =>
        new(index, _form, Plan.Fragments, key, angles, drawn.Count, i => SampleOf(drawn[i]));

    private DrawnSample SampleOf(DrawnTerm term) =>
        new([.. Plan.Fragments.Select(f => RunOf(f, term)).Where(run => !IsKnown(run))], term.Shots, term.Sign);

    private DrawnRun RunOf(Fragment fragment, DrawnTerm drawn) => new(
        fragment.Index,
        Strings[drawn.String].Observables[fragment.Index],
        [.. fragment.Legs.Select((leg, l) =>
        {
            JointTerm term = Cuts[leg.Cut][drawn.Terms[leg.Cut]];
            return Plan.Cuts[leg.Cut].Second == new CutSide(fragment.Index, l) ? term.Second : term.First;
        })]);

    private bool IsKnown(DrawnRun run)
    {
        Fragment fragment = Plan.Fragments[run.Fragment];
        return fragment.Observables[run.Observable].IsIdentity
            && run.Operations.Select((o, l) => fragment.Legs[l].Basis.Operations[o]).All(o => !o.Measures);
    }

    private bool IsIdentity(PlannedTerm term) => Plan.Fragments.All(f => f.Observables[term.Observables[f.Index]].IsIdentity);
}
