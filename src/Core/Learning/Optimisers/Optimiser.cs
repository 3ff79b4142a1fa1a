namespace CutAwareQnn.Learning;

/// <summary>
/// A minimiser as a pure state machine: <see cref="Points"/> names the weights at which the loss is needed, and <see cref="Step"/>
/// computes the next weights from the losses there.
/// </summary>
/// <param name="LearningRate">Step size, finite and above 0; multiplied by a schedule.</param>
public abstract record Optimiser(double LearningRate)
{
    /// <summary>Step size, above 0; multiplied by a schedule.</summary>
    public double LearningRate { get; } = OptimiserRange.Positive(LearningRate, "learning rate");

    /// <summary>Whether the gradient of the loss is needed, or only its value.</summary>
    public virtual bool WantsGradient => true;

    /// <summary>Whether the metric of the circuit's states is needed.</summary>
    public virtual bool WantsMetric => false;

    /// <summary>Whether losses of different steps are compared, so that every step needs all samples.</summary>
    public virtual bool WantsAllSamples => false;

    /// <summary>Returns the memory before the first step.</summary>
    public abstract OptimiserState Start(int weightCount);

    /// <summary>Returns the weight vectors at which the next step needs the loss.</summary>
    /// <param name="weights">The current weights.</param>
    /// <param name="state">The optimiser's memory.</param>
    public virtual IReadOnlyList<double[]> Points(double[] weights, OptimiserState state) => [weights];

    /// <summary>Takes one step.</summary>
    /// <param name="weights">The current weights; not changed.</param>
    /// <param name="state">The optimiser's memory; not changed.</param>
    /// <param name="losses">The loss at each of the <see cref="Points"/>.</param>
    /// <param name="factor">The schedule's factor on the learning rate.</param>
    /// <exception cref="Circuits.CircuitException">The memory is another optimiser's.</exception>
    public abstract OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor);

    /// <summary>Returns why no further step can help; null while one can.</summary>
    public virtual string? DoneReason(OptimiserState state) => null;

    /// <summary>Returns the memory as the type that this optimiser writes.</summary>
    protected TState Own<TState>(OptimiserState state)
        where TState : OptimiserState => state as TState ?? throw new Circuits.CircuitException(
            $"a state of {state.GetType().Name} was given to {GetType().Name}; continue with the optimiser that wrote it");
}
