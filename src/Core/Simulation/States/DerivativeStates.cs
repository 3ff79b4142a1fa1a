using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>The state of a circuit without measurements and its derivatives by each weight.</summary>
/// <remarks>Cost: weights × gates × 2^n, with one state per weight in memory.</remarks>
internal sealed class DerivativeStates(Circuit circuit)
{
    private readonly CircuitBinder _binder = new(circuit);

    /// <summary>Computes state and derivatives, which pass through the circuit together: <c>∂_i(Uψ) = (∂_iU)ψ + U ∂_iψ</c>.</summary>
    public (StateVector State, StateVector[] Derivatives) At(double[] features, double[] weights)
    {
        BoundCircuit bound = _binder.Bind(features, weights);
        var state = new StateVector(circuit.QubitCount);
        var moved = new StateVector(circuit.QubitCount);
        StateVector[] derivatives = [.. weights.Select(_ => new StateVector(circuit.QubitCount))];
        Array.ForEach(derivatives, d => d.Clear());
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (bound.Operations[i] is not { } operation)
            {
                continue;
            }

            foreach (StateVector derivative in derivatives)
            {
                derivative.Apply(operation);
            }

            var gate = (GateInstruction)circuit.Instructions[i];
            for (int parameter = 0; parameter < gate.Angles.Count; parameter++)
            {
                foreach (Symbol symbol in gate.Angles[parameter].Symbols.Where(s => s.Kind == SymbolKind.Weight))
                {
                    double factor = gate.Angles[parameter].Differentiate(symbol).Evaluate(
                        s => (s.Kind == SymbolKind.Feature ? features : weights)[s.Index]);
                    moved.CopyFrom(state);
                    moved.Apply(gate.Gate.Derivative(parameter, bound.Angles[i]!), [.. gate.Targets]);
                    derivatives[symbol.Index].Add(factor, default, moved);
                }
            }

            state.Apply(operation);
        }

        return (state, derivatives);
    }
}
