using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Everything about a query that does not depend on parameter values: the cuts, the fragments, the observable's terms on them, and
/// the order in which the fragment tensors are contracted. Immutable; made once per circuit by <see cref="CutPlanner"/>.
/// </summary>
/// <param name="Circuit">
/// The circuit before cutting, with straddling gates expanded where they had no cut of their own; what the observable cannot see included.
/// </param>
/// <param name="Observable">The observable.</param>
/// <param name="Cuts">The cuts: in time order where they follow from labels, else in the order given.</param>
/// <param name="Fragments">The fragments.</param>
/// <param name="Terms">The observable's terms, each with the index of its Pauli string on every fragment.</param>
/// <param name="Order">The pairwise contractions.</param>
/// <param name="Labels">The partition labels; null where cuts were given by position.</param>
/// <param name="Settings">What the planner was allowed.</param>
/// <param name="PublishedTermCounts">
/// The joint terms of every cut as the published mode makes them: each gate and wire on its own, those the observable cannot see included.
/// </param>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("XX"), PartitionLabels.Parse("AB", 2));
/// Console.WriteLine($"γ = {plan.Gamma(_ =&gt; 0)}, {plan.UniqueCircuitCount} circuits");    // γ = 3, 10 circuits
/// Console.WriteLine($"{plan.EmittedCircuitCount} in the published mode");    // 12 in the published mode
/// </code>
/// </example>
public sealed record CutPlan(
    Circuit Circuit,
    PauliSum Observable,
    EquatableArray<PlannedCut> Cuts,
    EquatableArray<Fragment> Fragments,
    EquatableArray<PlannedTerm> Terms,
    ContractionOrder Order,
    PartitionLabels? Labels,
    PlanSettings Settings,
    EquatableArray<int> PublishedTermCounts)
{
    /// <summary>The circuit and the observable that were given, where the planner wrote them anew to lower γ; else null.</summary>
    public PlannedQuery? Given { get; init; }

    /// <summary>The observable that was given.</summary>
    public PauliSum GivenObservable => Given?.Observable ?? Observable;

    /// <summary>Number of partition labels, or of fragments where cuts were given by position.</summary>
    public int LabelCount => Labels?.Letters.Distinct().Count() ?? Fragments.Count;

    /// <summary>Whether no bond depends on features or weights.</summary>
    public bool HasConstantBonds => Cuts.All(c => c.Form.IsConstant);

    /// <summary>Joint terms of the quasi-probability decomposition: the product over the cuts of their terms (6 a CX cut).</summary>
    public double JointTermCount => Cuts.Aggregate(1.0, (count, cut) => count * cut.Form.Terms().Count);

    /// <summary>Joint terms of the published mode.</summary>
    public double PublishedTermCount => PublishedTermCounts.Aggregate(1.0, (count, terms) => count * terms);

    /// <summary>Circuits that the published mode emits: every joint term for every label.</summary>
    public double EmittedCircuitCount => LabelCount * PublishedTermCount;

    /// <summary>Distinct physical variants of the connected fragments in shot mode.</summary>
    public double UniqueCircuitCount => Fragments.Sum(f => f.Legs.Aggregate(1.0, (count, leg) => count * leg.Basis.Operations.Count));

    /// <summary>Natural logarithm of the largest γ for any value of the symbols.</summary>
    public double LargestLogGamma => Cuts.Sum(cut => cut.Form.LargestLogGamma);

    /// <summary>Computes γ for bound symbols: the product over the cuts of <c>Σ|c|</c>; the sampling overhead is its square.</summary>
    public double Gamma(Func<Symbol, double> value) =>
        Cuts.Aggregate(1.0, (gamma, cut) => gamma * cut.Form.Gamma(cut.Form.Bond(value)));
}
