namespace CutAwareQnn.Learning;

/// <summary>
/// Takes weights downhill, as a pure state machine: it names the weights at which it wants to know the loss, and takes what is known
/// there to the next weights.
/// </summary>
/// <param name="LearningRate">Step size, finite and above 0; a schedule multiplies it.</param>
public abstract record Optimiser(double LearningRate)
{
    /// <summary>Step size, above 0; a schedule multiplies it.</summary>
    public double LearningRate { get; } = OptimiserRange.Positive(LearningRate, "learning rate");

    /// <summary>Whether it needs the loss's gradient, or its value alone.</summary>
    public virtual bool WantsGradient => true;

    /// <summary>Whether it needs the metric of the circuit's states.</summary>
    public virtual bool WantsMetric => false;

    /// <summary>Whether it compares losses of different steps, so that every step has to see all samples.</summary>
    public virtual bool WantsAllSamples => false;

    /// <summary>The memory before the first step.</summary>
    public abstract OptimiserState Start(int weightCount);

    /// <summary>The sets of weights at which the next step wants to know the loss.</summary>
    /// <param name="weights">The weights now.</param>
    /// <param name="state">The optimiser's memory.</param>
    public virtual IReadOnlyList<double[]> Points(double[] weights, OptimiserState state) => [weights];

    /// <summary>One step.</summary>
    /// <param name="weights">The weights now; left alone.</param>
    /// <param name="state">The optimiser's memory; left alone.</param>
    /// <param name="losses">What is known at each of the <see cref="Points"/>.</param>
    /// <param name="factor">What the schedule multiplies the learning rate by.</param>
    /// <exception cref="Circuits.CircuitException">The memory is another optimiser's.</exception>
    public abstract OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor);

    /// <summary>Why there is nothing left to do; null while there is.</summary>
    public virtual string? DoneReason(OptimiserState state) => null;

    /// <summary>The memory as the type that this optimiser writes.</summary>
    protected TState Own<TState>(OptimiserState state)
        where TState : OptimiserState => state as TState ?? throw new Circuits.CircuitException(
            $"a state of {state.GetType().Name} was given to {GetType().Name}; go on with the optimiser that wrote it");
}

/// <summary>What is known of the loss at one set of weights.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">Its derivatives by the weights; null where not asked for.</param>
/// <param name="Metric">The metric of the circuit's states there; null where not asked for.</param>
public sealed record LossPoint(double Value, double[]? Gradient = null, double[,]? Metric = null);

/// <summary>What a step came to.</summary>
/// <param name="Weights">The weights behind it.</param>
/// <param name="State">The optimiser's memory behind it.</param>
/// <param name="Gradient">The loss's gradient, as the optimiser knew or estimated it.</param>
public sealed record OptimiserStep(double[] Weights, OptimiserState State, double[] Gradient);
