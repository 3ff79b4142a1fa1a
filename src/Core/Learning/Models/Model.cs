using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// A model without its weights: a circuit, the observables measured on it, and an optional classical layer after them.
/// </summary>
/// <remarks>The weights are the circuit's, then the layer's.</remarks>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();
/// var model = new Model(circuit, PauliSum.Parse("ZZ"));
/// Console.WriteLine($"{model.WeightCount} weights, {model.OutputCount} output");    // 4 weights, 1 output
/// </code>
/// </example>
public sealed class Model
{
    private const ulong WeightStream = 0x5745_4947_4854;

    /// <summary>Creates a model.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">One or more observables; each gives one value.</param>
    /// <param name="linear">The layer after the observables; null for none.</param>
    /// <exception cref="CircuitException">
    /// There are no observables, an observable has another width than the circuit, or their number is not the layer's.
    /// </exception>
    public Model(Circuit circuit, IReadOnlyList<PauliSum> observables, LinearLayer? linear = null)
    {
        if (observables.Count == 0)
        {
            throw new CircuitException("a model without observables has no output; give at least one");
        }

        if (observables.FirstOrDefault(o => o.QubitCount != circuit.QubitCount) is { } other)
        {
            throw new CircuitException(
                $"observable {other} has {Counted.Of(other.QubitCount, "letter")} per term but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; give one letter per qubit");
        }

        if (linear is not null && (linear.InputCount != observables.Count || linear.OutputCount < 1))
        {
            throw new CircuitException(
                $"a linear layer from {linear.InputCount} to {Counted.Of(linear.OutputCount, "value")} was given for "
                + $"{Counted.Of(observables.Count, "observable")}; give it one input per observable and at least one output");
        }

        Circuit = circuit;
        Observables = observables;
        Linear = linear;
    }

    /// <summary>Creates a model with one observable.</summary>
    public Model(Circuit circuit, PauliSum observable)
        : this(circuit, [observable])
    {
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The observables.</summary>
    public IReadOnlyList<PauliSum> Observables { get; }

    /// <summary>The layer after the observables; null for none.</summary>
    public LinearLayer? Linear { get; }

    /// <summary>Number of outputs.</summary>
    public int OutputCount => Linear?.OutputCount ?? Observables.Count;

    /// <summary>Number of weights, including the layer's.</summary>
    public int WeightCount => Circuit.WeightCount + (Linear?.WeightCount ?? 0);

    /// <summary>
    /// Draws first weights: the circuit's uniform in [-π, π), the layer's uniform in ±1/√inputs with offsets 0.
    /// </summary>
    /// <param name="seed">Keys the draw.</param>
    public double[] FirstWeights(ulong seed)
    {
        var random = new CounterRandom(seed, WeightStream, 0);
        double[] weights = new double[WeightCount];
        int matrixEnd = Circuit.WeightCount + ((Linear?.OutputCount * Linear?.InputCount) ?? 0);
        for (int i = 0; i < matrixEnd; i++)
        {
            double scale = i < Circuit.WeightCount ? Math.PI : 1 / Math.Sqrt(Observables.Count);
            weights[i] = scale * ((2 * random.NextDouble()) - 1);
        }

        return weights;
    }

    /// <summary>Refuses a weight vector of another length.</summary>
    internal void Require(double[] weights)
    {
        if (weights.Length != WeightCount)
        {
            throw new CircuitException(
                $"{Counted.Of(weights.Length, "weight", "was", "were")} given to a model of {WeightCount}; give {WeightCount}");
        }
    }
}
