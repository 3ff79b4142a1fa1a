using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Turns a circuit, an observable and cuts into a <see cref="CutPlan"/>.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("XX"), PartitionLabels.Parse("AB", 2));
/// Console.WriteLine($"{plan.Fragments.Count} fragments, {plan.Cuts.Count} cut");    // 2 fragments, 1 cut
/// </code>
/// </example>
public static class CutPlanner
{
    // A message stays one readable line.
    private const int LongestExample = 16;

    private const double Rounding = 1e-9;

    // Wider subexperiments are not simulated for the shots that linking saves.
    internal const int WidestLinked = 16;

    /// <summary>
    /// Plans the cuts that labels imply; fragments are the connected pieces, whatever their label. What the observable cannot see is
    /// left out first.
    /// </summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="settings">What the planner may do; by default all.</param>
    /// <exception cref="CutException">
    /// A gate that straddles labels cannot be cut, or there is not one label per qubit.
    /// </exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, PartitionLabels labels, PlanSettings? settings = null) =>
        Plan(circuit, observable, labels, settings ?? new(), null);

    /// <summary>
    /// Plans the same cuts with one fragment per label, connected or not: what the published mode emits circuits for.
    /// </summary>
    public static CutPlan PlanByLabel(Circuit circuit, PauliSum observable, PartitionLabels labels) =>
        Plan(circuit, observable, labels, PlanSettings.Plain, qubit => labels.Letters[qubit]);

    /// <summary>
    /// Plans cuts given by their positions in the circuit's instructions. What the observable cannot see is left out first.
    /// </summary>
    /// <exception cref="CutException">A position holds no gate that can be cut, or lies outside the circuit.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, IEnumerable<Cut> cuts, PlanSettings? settings = null) =>
        Plan(circuit, observable, cuts.ToArray(), settings ?? new(), null, null);

    /// <summary>Plans cuts between labels.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="settings">What the planner may do.</param>
    /// <param name="groupOf">The group that a qubit shares a fragment with; null where only connection counts.</param>
    internal static CutPlan Plan(
        Circuit circuit, PauliSum observable, PartitionLabels labels, PlanSettings settings, Func<int, object?>? groupOf)
    {
        CheckObservable(circuit, observable);
        labels.Check(circuit.QubitCount);
        EquatableArray<int> published = PublishedTerms.Of(circuit, labels);
        CutPlan plan = Separate(circuit, observable);
        if (settings.LinksSides && plan.Fragments.Any(f => f.QubitCount > WidestLinked))
        {
            settings = settings with { LinksSides = false };
            plan = Separate(circuit, observable);
        }

        if (settings.FindsGadgets && plan.Cuts.Count > 0)
        {
            Circuit rewritten = GadgetRewriting.Write(circuit, labels, settings.PriceAt);
            plan = ReferenceEquals(rewritten, circuit) ? plan : Cheaper(plan, Separate(rewritten, observable));
        }

        if (settings.MovesTail && plan.Cuts.Count > 0)
        {
            (Circuit shorter, PauliSum observed) = GadgetRewriting.Write(circuit, labels, observable, settings.PriceAt);
            plan = ReferenceEquals(shorter, circuit) ? plan : Cheaper(plan, Separate(shorter, observed));
        }

        return plan;

        CutPlan Separate(Circuit written, PauliSum observed)
        {
            Circuit expanded = Straddling.Expand(written, labels, settings.KeepsWideGates, settings.LinksSides);
            GateSides sides = GateSides.ByLabel(expanded, labels);
            CausalCone cone = Cone(expanded, observed, settings);
            IReadOnlyList<Cut> cuts = cone.Keep(Straddling.Cuts(expanded, labels));
            if (settings.JoinsCuts)
            {
                cuts = CutGroups.Of(expanded, cuts.Cast<GateCut>().ToArray(), sides);
            }

            CutPlan separated = Separation.Plan(
                new(expanded, observed, cuts, cone, settings, sides) { GroupOf = groupOf }, published, labels);
            return ReferenceEquals(written, circuit) ? separated : separated with { Given = new(circuit, observable) };
        }
    }

    private static CutPlan Cheaper(CutPlan plan, CutPlan other)
    {
        double Price(CutPlan of) => of.Settings.PriceAt is { } value
            ? of.Cuts.Sum(cut => Elementary.Log(cut.Form.Gamma(cut.Form.Bond(value))))
            : of.LargestLogGamma;
        return Price(other) < Price(plan) - Rounding ? other : plan;
    }

    /// <summary>Plans cuts given by their positions.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="cuts">The cuts.</param>
    /// <param name="settings">What the planner may do.</param>
    /// <param name="groupOf">The group that a qubit shares a fragment with; null where only connection counts.</param>
    /// <param name="sides">Labels of the sides of wide gates; null for what stays connected.</param>
    internal static CutPlan Plan(
        Circuit circuit,
        PauliSum observable,
        IReadOnlyList<Cut> cuts,
        PlanSettings settings,
        Func<int, object?>? groupOf,
        PartitionLabels? sides)
    {
        CheckObservable(circuit, observable);
        CutChecks.Check(circuit, cuts);
        CausalCone cone = Cone(circuit, observable, settings);
        IReadOnlyList<Cut> kept = cone.Keep(cuts);
        GateSides gateSides = sides is null ? GateSides.ByConnection(circuit, kept) : GateSides.ByLabel(circuit, sides);
        return Separation.Plan(
            new(circuit, observable, kept, cone, settings, gateSides) { GroupOf = groupOf },
            PublishedTerms.Of(circuit, kept, gateSides),
            null);
    }

    private static CausalCone Cone(Circuit circuit, PauliSum observable, PlanSettings settings) =>
        settings.DropsUnseen ? new(circuit, observable) : CausalCone.Everything(circuit);

    private static void CheckObservable(Circuit circuit, PauliSum observable)
    {
        if (observable.QubitCount != circuit.QubitCount)
        {
            string example = circuit.QubitCount <= LongestExample ? ", e.g. " + new string('I', circuit.QubitCount - 1) + "Z" : "";
            string given = observable.QubitCount <= LongestExample ? " " + observable.Terms[0].String : "";
            throw new CircuitException(
                $"observable{given} has {Counted.Of(observable.QubitCount, "letter")} but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; give one letter per qubit{example}");
        }
    }
}
