using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>The derivatives of a circuit's expectation values by features and weights.</summary>
internal abstract class InterpretedGradient
{
    /// <summary>Chooses how derivatives are taken.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">The observables.</param>
    /// <param name="program">The program of their values; null where it is too long to be differentiated.</param>
    /// <exception cref="CircuitException">The circuit measures, resets or branches.</exception>
    public static InterpretedGradient Of(Circuit circuit, EquatableArray<PauliSum> observables, Program? program) =>
        circuit.IsDynamic ? throw new CircuitException(
            "a circuit that measures, resets or branches has no exact derivative by one backward pass; take shifted evaluations")
        : program is not null ? new ByProgram(circuit, observables.Count, program)
        : new ByState(circuit, observables);

    /// <summary>Evaluates the derivatives.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="featureGradients">Receives [sample][observable][feature].</param>
    /// <param name="weightGradients">Receives [sample][observable][weight].</param>
    public abstract void Evaluate(
        ReadOnlySpan<double> features, ReadOnlySpan<double> weights, int count, Span<double> featureGradients, Span<double> weightGradients);

    /// <summary>The features, then the weights.</summary>
    public static Symbol[] Symbols(Circuit circuit) =>
    [
        .. Enumerable.Range(0, circuit.FeatureCount).Select(f => new Symbol(SymbolKind.Feature, f)),
        .. Enumerable.Range(0, circuit.WeightCount).Select(w => new Symbol(SymbolKind.Weight, w)),
    ];

    // The program with its derivatives.
    private sealed class ByProgram : InterpretedGradient
    {
        private readonly Circuit _circuit;
        private readonly int _observableCount;
        private readonly ProgramInterpreter _interpreter;
        private readonly AngleBinding _factors;

        public ByProgram(Circuit circuit, int observableCount, Program program)
        {
            Jacobian jacobian = Differentiation.Jacobian(program, Symbols(circuit));
            _circuit = circuit;
            _observableCount = observableCount;
            _interpreter = new(jacobian.Program);
            _factors = new(jacobian.Factors.Take(jacobian.Program.ScalarCount));
        }

        public override void Evaluate(
            ReadOnlySpan<double> features, ReadOnlySpan<double> weights, int count, Span<double> featureGradients, Span<double> weightGradients)
        {
            (int featureCount, int weightCount) = (_circuit.FeatureCount, _circuit.WeightCount);
            int length = _observableCount * (1 + featureCount + weightCount);
            double[] outputs = new double[count * length];
            double[] factors = new double[count * _factors.Count];
            for (int sample = 0; sample < count; sample++)
            {
                _factors.Bind(
                    features.Slice(sample * featureCount, featureCount), weights, factors.AsSpan(sample * _factors.Count, _factors.Count));
            }

            _interpreter.Evaluate(
                new() { Features = features, FeatureStride = featureCount, Weights = weights, Scalars = factors, Count = count }, outputs);
            for (int i = 0; i < count * _observableCount; i++)
            {
                int first = (i / _observableCount * length) + _observableCount
                    + (i % _observableCount * (featureCount + weightCount));
                outputs.AsSpan(first, featureCount).CopyTo(featureGradients[(i * featureCount)..]);
                outputs.AsSpan(first + featureCount, weightCount).CopyTo(weightGradients[(i * weightCount)..]);
            }
        }
    }

    // The state vector swept backwards, then the chain rule from gate angles to symbols.
    private sealed class ByState : InterpretedGradient
    {
        private readonly Circuit _circuit;
        private readonly FragmentSimulator[] _simulators;
        private readonly double[][] _environments;
        private readonly AngleBinding[] _slots;
        private readonly (int Slot, Symbol Symbol)[][] _links;
        private readonly AngleBinding[] _slopes;

        public ByState(Circuit circuit, EquatableArray<PauliSum> observables)
        {
            CutPlan[] plans = [.. observables.Select(o => CutPlanner.PlanByLabel(circuit, o, PartitionLabels.None(circuit.QubitCount)))];
            Fragment[] fragments = [.. plans.Select(p => p.Fragments[0])];
            _circuit = circuit;
            _simulators = [.. fragments.Select(FragmentSimulators.For)];
            _environments = [.. plans.Select((plan, o) => Enumerable.Range(0, _simulators[o].TensorLength)
                .Select(i => plan.Terms.Where(t => t.Observables[0] == i).Sum(t => t.Coefficient)).ToArray())];
            _slots = [.. fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle)))];
            _links = [.. fragments.Select(f => f.Slots
                .SelectMany((slot, i) => slot.Angle.Symbols.Select(symbol => (i, symbol))).ToArray())];
            _slopes = [.. fragments.Select((f, o) => new AngleBinding(_links[o].Select(l => f.Slots[l.Slot].Angle.Differentiate(l.Symbol))))];
        }

        public override void Evaluate(
            ReadOnlySpan<double> features, ReadOnlySpan<double> weights, int count, Span<double> featureGradients, Span<double> weightGradients)
        {
            featureGradients.Clear();
            weightGradients.Clear();
            for (int i = 0; i < count * _simulators.Length; i++)
            {
                ReadOnlySpan<double> own = features.Slice(i / _simulators.Length * _circuit.FeatureCount, _circuit.FeatureCount);
                Evaluate(
                    i % _simulators.Length, own, weights,
                    featureGradients.Slice(i * _circuit.FeatureCount, _circuit.FeatureCount),
                    weightGradients.Slice(i * _circuit.WeightCount, _circuit.WeightCount));
            }
        }

        private void Evaluate(
            int observable, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> byFeature, Span<double> byWeight)
        {
            double[] angles = new double[_slots[observable].Count];
            double[] bySlot = new double[angles.Length];
            double[] slopes = new double[_slopes[observable].Count];
            _slots[observable].Bind(features, weights, angles);
            _slopes[observable].Bind(features, weights, slopes);
            _simulators[observable].Backward(angles, 1, _environments[observable], bySlot);
            for (int i = 0; i < slopes.Length; i++)
            {
                (int slot, Symbol symbol) = _links[observable][i];
                (symbol.Kind == SymbolKind.Feature ? byFeature : byWeight)[symbol.Index] += slopes[i] * bySlot[slot];
            }
        }
    }
}
