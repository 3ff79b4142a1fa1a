using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Plans for the probabilities of bit strings: what some qubits' outcomes cannot see is omitted, and so are final measurements.
/// </summary>
public static class OutputPlanner
{
    /// <summary>
    /// Returns the circuit as plans for outputs see it, without final measurements; positions of instructions do not change.
    /// </summary>
    public static Circuit Measured(Circuit circuit) => FinalMeasurements.Without(circuit);

    /// <summary>Returns Z on the qubits whose outcomes are wanted: a plan for this observable keeps what they can see.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="qubits">Distinct qubits of the circuit; null for all.</param>
    /// <exception cref="CircuitException">No qubit is named, one is named twice, or one is not in the circuit.</exception>
    public static PauliSum Observable(Circuit circuit, IReadOnlyList<int>? qubits = null)
    {
        HashSet<int> named = [.. qubits ?? [.. Enumerable.Range(0, circuit.QubitCount)]];
        if (named.Count == 0 || (qubits is not null && named.Count < qubits.Count))
        {
            throw new CircuitException($"qubits {string.Join(",", qubits!)} are not one or more distinct qubits; name each one once");
        }

        if (named.Where(q => q < 0 || q >= circuit.QubitCount).Cast<int?>().FirstOrDefault() is { } outside)
        {
            throw new CircuitException(
                $"qubit {outside} is not in the circuit of {Counted.Of(circuit.QubitCount, "qubit")}; name qubits 0 to "
                + $"{circuit.QubitCount - 1}");
        }

        return PauliSum.Of(PauliString.Of(Enumerable.Range(0, circuit.QubitCount).Select(q => named.Contains(q) ? Pauli.Z : Pauli.I)));
    }

    /// <summary>Plans the cuts between labels.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="qubits">The qubits whose outcomes are wanted; null for all.</param>
    /// <param name="settings">What the planner may do; by default all.</param>
    /// <exception cref="CutException">A gate across labels cannot be cut, or there is not one label per qubit.</exception>
    /// <exception cref="CircuitException">The qubits are not distinct qubits of the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, PartitionLabels labels, IReadOnlyList<int>? qubits = null, PlanSettings? settings = null) =>
        CutPlanner.Plan(Measured(circuit), Observable(circuit, qubits), labels, settings);

    /// <summary>Plans cuts given by their positions.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="cuts">The cuts.</param>
    /// <param name="qubits">The qubits whose outcomes are wanted; null for all.</param>
    /// <param name="settings">What the planner may do; by default all.</param>
    /// <exception cref="CutException">A position holds nothing that can be cut.</exception>
    /// <exception cref="CircuitException">The qubits are not distinct qubits of the circuit.</exception>
    public static CutPlan Plan(Circuit circuit, IEnumerable<Cut> cuts, IReadOnlyList<int>? qubits = null, PlanSettings? settings = null) =>
        CutPlanner.Plan(Measured(circuit), Observable(circuit, qubits), cuts, settings);

    /// <summary>
    /// Plans cuts that were found, for exact outputs: gates on the same pair are merged, and where more of them are cut than a contraction
    /// can take, wires are cut instead.
    /// </summary>
    /// <param name="found">The cuts, of a circuit without final measurements.</param>
    /// <param name="width">Most qubits of a fragment.</param>
    /// <param name="qubits">The qubits whose outcomes are wanted; null for all.</param>
    /// <param name="settings">What the planner may do; by default all.</param>
    /// <exception cref="CutException">The planner does not take the cuts.</exception>
    public static CutPlan Plan(FoundCuts found, int width, IReadOnlyList<int>? qubits = null, PlanSettings? settings = null)
    {
        CutPlan plan = found.Labels is { } labels
            ? Plan(found.Circuit, labels, qubits, settings)
            : Plan(found.Circuit, found.Planned(isSampled: false), qubits, settings);
        return SweepOrder.IsFeasible(plan) || WireBlocks.Of(found.Circuit, width) is not { Count: > 0 } wires
            ? plan
            : Plan(found.Circuit, wires, qubits, settings);
    }
}
