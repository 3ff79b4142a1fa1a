using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Turns a whole circuit and its observables into a program with one output per observable, the expectation value.</summary>
public static class CircuitLowering
{
    /// <summary>Returns the program of <c>⟨0…0|U† O U|0…0⟩</c>.</summary>
    /// <exception cref="CircuitException">
    /// The circuit measures, resets or branches, or the observable has another number of qubits.
    /// </exception>
    public static Program Expectation(Circuit circuit, PauliSum observable) =>
        TryExpectation(circuit, observable, int.MaxValue)
        ?? throw new CircuitException(
            "a circuit that measures, resets or branches has no single final state; lower its unitary part or simulate it");

    /// <summary>Returns the same, or null for a dynamic circuit or when more steps than the budget would be written.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">As many letters as the circuit has qubits.</param>
    /// <param name="stepBudget">Limit on the steps written, those that later passes remove included.</param>
    public static Program? TryExpectation(Circuit circuit, PauliSum observable, int stepBudget) =>
        TryExpectations(circuit, [observable], stepBudget);

    /// <summary>Returns the expectation values of several observables from one state; null as above.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">At least one; one output each.</param>
    /// <param name="stepBudget">Limit on the steps written, those that later passes remove included.</param>
    public static Program? TryExpectations(Circuit circuit, IReadOnlyList<PauliSum> observables, int stepBudget)
    {
        if (observables.FirstOrDefault(o => o.QubitCount != circuit.QubitCount) is { } other)
        {
            throw new CircuitException(
                $"observable {other.Terms[0].String} has {Counted.Of(other.QubitCount, "letter")} but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; give one letter per qubit");
        }

        if (circuit.IsDynamic)
        {
            return null;
        }

        var builder = new ProgramBuilder();
        var state = new ProductState(builder, circuit.QubitCount);
        PulledObservable[] pulled = PulledObservable.Of(
            builder,
            LightCone.Keep(circuit.Instructions, observables.SelectMany(o => o.Terms).SelectMany(t => t.String.Support)),
            observables);
        foreach (GateInstruction gate in pulled[0].Gates)
        {
            if (!ProgramSize.Allows(builder, state, gate, stepBudget))
            {
                return null;
            }

            builder.Begin(gate.ToString());
            state.Apply(gate);
        }

        List<Real> values = [];
        for (int o = 0; o < pulled.Length; o++)
        {
            builder.Begin("expectation of " + observables[o]);
            List<Real> terms = [];
            foreach (PulledTerm term in pulled[o].Terms)
            {
                terms.Add(builder.Multiply(term.Coefficient, Pairing.Element(builder, state, state, q => term.Letters[q]).Re));
                if (builder.Count > stepBudget)
                {
                    return null;
                }
            }

            values.Add(builder.Sum(terms));
        }

        return builder.Build(values);
    }
}
