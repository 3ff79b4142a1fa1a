using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Turns a circuit, an observable and cuts into a <see cref="CutPlan"/>.</summary>
public static class CutPlanner
{
    // A message stays one readable line.
    private const int LongestExample = 16;

    /// <summary>
    /// Plans the cuts that labels ask for; fragments are the connected pieces, whatever their label. What the observable cannot see is
    /// left out first.
    /// </summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="labels">One letter a qubit.</param>
    /// <param name="settings">What the planner may do; by default all.</param>
    /// <exception cref="CutException">
    /// A gate that straddles labels cannot be cut, or there is not one label a qubit.
    /// </exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, PartitionLabels labels, PlanSettings? settings = null)
    {
        CheckObservable(circuit, observable);
        labels.Check(circuit.QubitCount);
        settings ??= new();
        Circuit expanded = Straddling.Expand(circuit, labels);
        GateCut[] gates = Straddling.Cuts(expanded, labels);
        CausalCone cone = Cone(expanded, observable, settings);
        IReadOnlyList<Cut> seen = cone.Keep(gates);
        IReadOnlyList<Cut> cuts = settings.JoinsCuts ? CutGroups.Of(expanded, seen.Cast<GateCut>().ToArray()) : seen;
        return Separation.Plan(new(expanded, observable, cuts, cone, settings), gates, labels);
    }

    /// <summary>
    /// Plans the same cuts with one fragment a label, connected or not: what the published mode emits circuits for.
    /// </summary>
    public static CutPlan PlanByLabel(Circuit circuit, PauliSum observable, PartitionLabels labels)
    {
        CheckObservable(circuit, observable);
        labels.Check(circuit.QubitCount);
        Circuit expanded = Straddling.Expand(circuit, labels);
        GateCut[] gates = Straddling.Cuts(expanded, labels);
        return Separation.Plan(
            new(expanded, observable, gates, CausalCone.Everything(expanded), PlanSettings.Plain) { GroupOf = qubit => labels.Letters[qubit] }, gates, labels);
    }

    /// <summary>Plans cuts given by their positions in the circuit's instructions. What the observable cannot see is left out first.</summary>
    /// <exception cref="CutException">A position holds no two-qubit gate that can be cut, or lies outside the circuit.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, IEnumerable<Cut> cuts, PlanSettings? settings = null)
    {
        CheckObservable(circuit, observable);
        Cut[] given = cuts.ToArray();
        CutChecks.Check(circuit, given);
        settings ??= new();
        CausalCone cone = Cone(circuit, observable, settings);
        IReadOnlyList<Cut> kept = cone.Keep(given);
        return Separation.Plan(new(circuit, observable, kept, cone, settings), kept.SelectMany(c => c.Parts()), null);
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
                $"observable{given} has {observable.QubitCount} letters but the circuit has "
                + $"{circuit.QubitCount} qubits; give one letter a qubit{example}");
        }
    }
}
