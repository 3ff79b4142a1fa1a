using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A plan as the published mode needs it: one fragment per label, every joint term listed, and the circuit written on the angles of its
/// gate occurrences, so that a shifted evaluation is an ordinary query.
/// </summary>
public sealed class PublishedPlan
{
    /// <summary>More joint terms than this are refused: the list itself would fill the memory.</summary>
    public const int MaxTermCount = 100_000;

    /// <summary>Prepares the plan.</summary>
    /// <exception cref="CutException">More joint terms than <see cref="MaxTermCount"/>.</exception>
    public PublishedPlan(CutPlan plan)
    {
        if (plan.PublishedTermCount > MaxTermCount)
        {
            throw new CutException(
                $"published mode would list {plan.PublishedTermCount} joint terms, more than {MaxTermCount}; use fewer cuts, or lean mode");
        }

        Occurrences = CutPlanner.PlanByLabel(
            plan.Given?.Circuit ?? plan.Circuit, plan.GivenObservable, PartitionLabels.None(plan.Circuit.QubitCount)).Fragments[0];
        Plan = plan.Labels is null
            ? CutPlanner.Plan(
                Occurrences.Circuit,
                plan.Observable,
                plan.Cuts.SelectMany(c => c.Cut.Parts())
                    .Where(c => c is not GateCut gate || plan.Circuit.Instructions[gate.Instruction].Qubits.Count >= 2),
                plan.Settings)
            : CutPlanner.PlanByLabel(Occurrences.Circuit, plan.GivenObservable, plan.Labels);
        Terms = Product(Plan.Cuts.Select(c => c.Form.Terms()).ToArray());
        Operations = Terms.Select(term => Plan.Fragments.Select(f => OperationsOf(f, term)).ToArray()).ToArray();
    }

    /// <summary>The whole circuit with one slot per occurrence; a query's parameters are these slots' values.</summary>
    public Fragment Occurrences { get; }

    /// <summary>The plan over occurrences, by label.</summary>
    public CutPlan Plan { get; }

    /// <summary>The joint terms: for each the term of every cut.</summary>
    public IReadOnlyList<JointTerm[]> Terms { get; }

    /// <summary>For each joint term and fragment the operation of every leg.</summary>
    public IReadOnlyList<int[][]> Operations { get; }

    /// <summary>Circuits per query, counting each Pauli string of a fragment.</summary>
    public int CircuitCount => checked(Terms.Count * Plan.Fragments.Sum(f => f.Observables.Count));

    private static List<JointTerm[]> Product(IReadOnlyList<JointTerm>[] cuts)
    {
        List<JointTerm[]> product = [[]];
        foreach (IReadOnlyList<JointTerm> terms in cuts)
        {
            product = product.SelectMany(p => terms.Select(t => (JointTerm[])[.. p, t])).ToList();
        }

        return product;
    }

    private int[] OperationsOf(Fragment fragment, JointTerm[] term) => fragment.Legs
        .Select((leg, i) => Plan.Cuts[leg.Cut].Second == new CutSide(fragment.Index, i) ? term[leg.Cut].Second : term[leg.Cut].First)
        .ToArray();
}
