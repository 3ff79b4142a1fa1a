using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Turns a circuit, an observable and cuts into a <see cref="CutPlan"/>.</summary>
public static class CutPlanner
{
    // A message stays one readable line.
    private const int LongestExample = 16;

    /// <summary>Plans the cuts that labels ask for; fragments are the connected pieces, whatever their label.</summary>
    /// <exception cref="CutException">
    /// A gate that straddles labels cannot be cut, or there is not one label a qubit.
    /// </exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, PartitionLabels labels)
    {
        CheckObservable(circuit, observable);
        labels.Check(circuit.QubitCount);
        Circuit expanded = Straddling.Expand(circuit, labels);
        return Separation.Plan(expanded, observable, Straddling.Cuts(expanded, labels), wire => null, labels);
    }

    /// <summary>
    /// Plans the same cuts with one fragment a label, connected or not: what the published mode emits circuits for.
    /// </summary>
    public static CutPlan PlanByLabel(Circuit circuit, PauliSum observable, PartitionLabels labels)
    {
        CheckObservable(circuit, observable);
        labels.Check(circuit.QubitCount);
        Circuit expanded = Straddling.Expand(circuit, labels);
        return Separation.Plan(
            expanded, observable, Straddling.Cuts(expanded, labels), wire => labels.Letters[wire], labels);
    }

    /// <summary>Plans cuts given by their positions in the circuit's instructions.</summary>
    /// <exception cref="CutException">A position holds no two-qubit gate that can be cut, or lies outside the circuit.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PauliSum observable, IEnumerable<Cut> cuts)
    {
        CheckObservable(circuit, observable);
        return Separation.Plan(circuit, observable, cuts.ToArray(), wire => null, null);
    }

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
