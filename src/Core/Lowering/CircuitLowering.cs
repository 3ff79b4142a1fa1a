using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Turns a whole circuit and its observable into a program with one output, the expectation value.</summary>
public static class CircuitLowering
{
    /// <summary>The program of <c>⟨0…0|U† O U|0…0⟩</c>.</summary>
    /// <exception cref="CircuitException">The circuit measures, resets or branches, or the observable has another number of qubits.</exception>
    public static Program Expectation(Circuit circuit, PauliSum observable) =>
        TryExpectation(circuit, observable, int.MaxValue)
        ?? throw new CircuitException(
            "a circuit that measures, resets or branches has no single final state; lower its unitary part or simulate it");

    /// <summary>The same, or null for a dynamic circuit or when more steps than the budget would be written.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">As many letters as the circuit has qubits.</param>
    /// <param name="stepBudget">Limit on the steps written, those that later passes remove included.</param>
    public static Program? TryExpectation(Circuit circuit, PauliSum observable, int stepBudget)
    {
        if (observable.QubitCount != circuit.QubitCount)
        {
            throw new CircuitException(
                $"observable {observable.Terms[0].String} has {observable.QubitCount} letters but the circuit has "
                + $"{circuit.QubitCount} qubits; give one letter a qubit");
        }

        if (circuit.IsDynamic)
        {
            return null;
        }

        var builder = new ProgramBuilder();
        var state = new ProductState(builder, circuit.QubitCount);
        PulledObservable pulled = PulledObservable.Of(
            builder, LightCone.Keep(circuit.Instructions, observable.Terms.SelectMany(t => t.String.Support)), observable);
        foreach (GateInstruction gate in pulled.Gates)
        {
            if (!ProgramSize.Allows(builder, state, gate, stepBudget))
            {
                return null;
            }

            builder.Begin(gate.ToString());
            state.Apply(gate);
        }

        builder.Begin("expectation of " + observable);
        List<Real> terms = [];
        foreach (PulledTerm term in pulled.Terms)
        {
            terms.Add(builder.Multiply(term.Coefficient, Pairing.Element(builder, state, state, q => term.Letters[q]).Re));
            if (builder.Count > stepBudget)
            {
                return null;
            }
        }

        return builder.Build([builder.Sum(terms)]);
    }
}
