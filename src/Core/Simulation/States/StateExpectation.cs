using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>The exact mean of an observable of an uncut circuit by its state vector, and its derivatives by one sweep backwards.</summary>
internal sealed class StateExpectation
{
    private readonly FragmentSimulator _simulator;
    private readonly double[] _environment;
    private readonly AngleBinding _slots;
    private readonly (int Slot, Symbol Symbol)[] _links;
    private readonly AngleBinding _slopes;

    /// <summary>Prepares a circuit with its observable.</summary>
    /// <exception cref="CircuitException">The circuit is too wide to be simulated.</exception>
    public StateExpectation(Circuit circuit, PauliSum observable)
    {
        CutPlan plan = CutPlanner.PlanByLabel(circuit, observable, PartitionLabels.None(circuit.QubitCount));
        Fragment fragment = plan.Fragments[0];
        _simulator = FragmentSimulators.For(fragment);
        _environment = new double[_simulator.TensorLength];
        foreach (PlannedTerm term in plan.Terms)
        {
            _environment[term.Observables[0]] += term.Coefficient;
        }

        _slots = new(fragment.Slots.Select(s => s.Angle));
        _links = [.. fragment.Slots.SelectMany((slot, i) => slot.Angle.Symbols.Select(symbol => (i, symbol)))];
        _slopes = new(_links.Select(l => fragment.Slots[l.Slot].Angle.Differentiate(l.Symbol)));
    }

    /// <summary>Returns the mean.</summary>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    public double Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        double[] tensor = new double[_environment.Length];
        _simulator.Evaluate(Bind(_slots, features, weights), 1, tensor);
        double sum = 0;
        for (int i = 0; i < tensor.Length; i++)
        {
            sum = Math.FusedMultiplyAdd(_environment[i], tensor[i], sum);
        }

        return sum;
    }

    /// <summary>Adds the derivatives.</summary>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="byFeature">Receives what is added per feature.</param>
    /// <param name="byWeight">Receives what is added per weight.</param>
    public void AddGradient(
        ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> byFeature, Span<double> byWeight)
    {
        double[] bySlot = new double[_slots.Count];
        double[] slopes = Bind(_slopes, features, weights);
        _simulator.Backward(Bind(_slots, features, weights), 1, _environment, bySlot);
        for (int i = 0; i < slopes.Length; i++)
        {
            (int slot, Symbol symbol) = _links[i];
            (symbol.Kind == SymbolKind.Feature ? byFeature : byWeight)[symbol.Index] += slopes[i] * bySlot[slot];
        }
    }

    private static double[] Bind(AngleBinding binding, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        double[] values = new double[binding.Count];
        binding.Bind(features, weights, values);
        return values;
    }
}
