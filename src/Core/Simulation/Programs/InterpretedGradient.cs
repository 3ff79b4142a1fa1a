using CutAwareQnn.Circuits;
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
        : new ByState([.. observables.Select(o => new StateExpectation(circuit, o))]);

    /// <summary>Evaluates the derivatives.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="featureGradients">Receives [sample][observable][feature].</param>
    /// <param name="weightGradients">Receives [sample][observable][weight].</param>
    public abstract void Evaluate(
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        int count,
        Span<double> featureGradients,
        Span<double> weightGradients);

    /// <summary>Returns the features, then the weights.</summary>
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
            ReadOnlySpan<double> features,
            ReadOnlySpan<double> weights,
            int count,
            Span<double> featureGradients,
            Span<double> weightGradients)
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

    // The state vector swept backwards.
    private sealed class ByState(StateExpectation[] expectations) : InterpretedGradient
    {
        public override void Evaluate(
            ReadOnlySpan<double> features,
            ReadOnlySpan<double> weights,
            int count,
            Span<double> featureGradients,
            Span<double> weightGradients)
        {
            int featureCount = features.Length / Math.Max(count, 1);
            featureGradients.Clear();
            weightGradients.Clear();
            for (int i = 0; i < count * expectations.Length; i++)
            {
                expectations[i % expectations.Length].AddGradient(
                    features.Slice(i / expectations.Length * featureCount, featureCount), weights,
                    featureGradients.Slice(i * featureCount, featureCount), weightGradients.Slice(i * weights.Length, weights.Length));
            }
        }
    }
}
