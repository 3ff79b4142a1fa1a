namespace CutAwareQnn.Learning;

/// <summary>
/// The loss of one sample. A model with one output separates two classes by its sign; a model with several outputs has one per class,
/// and the largest decides.
/// </summary>
public abstract record Loss
{
    /// <summary>
    /// The squared difference <c>(f - y)²</c>; the sum over several outputs, whose targets are +1 for the sample's class and -1 for the
    /// others.
    /// </summary>
    public static Loss MeanSquared { get; } = new SquaredLoss();

    /// <summary>The logistic loss <c>ln(1 + e^(-y f))</c>; the sum over several outputs, as for <see cref="MeanSquared"/>.</summary>
    public static Loss Logistic { get; } = new LogisticLoss();

    /// <summary>The hinge loss <c>max(0, 1 - y f)</c>; the sum over several outputs, as for <see cref="MeanSquared"/>.</summary>
    public static Loss Hinge { get; } = new HingeLoss();

    /// <summary>The cross-entropy <c>-ln(e^(f_c) / Σ e^(f_k))</c> of the softmax of at least two outputs.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxLoss();

    /// <summary>
    /// The cross-entropy <c>-ln p_c</c> of outputs that are the classes' probabilities, as <see cref="ClassProbabilities"/> measures them;
    /// below 0.001 its tangent, as an estimate may be 0 or less.
    /// </summary>
    public static Loss CrossEntropy { get; } = new CrossEntropyLoss();

    /// <summary>The squared distance <c>Σ (p_k - [k = c])²</c> of outputs that are probabilities from the certain class.</summary>
    /// <remarks>Brier 1950, Monthly Weather Review 78, 1.</remarks>
    public static Loss Brier { get; } = new BrierLoss();

    /// <summary>The squared difference <c>(f - y)²</c> of the only output and a target; see <see cref="TargetScale"/>.</summary>
    public static Loss Regression { get; } = new RegressionLoss();

    /// <summary>The smallest number of outputs for which the loss is defined.</summary>
    public virtual int FewestOutputs => 1;

    /// <summary>Whether labels are targets, numbers that the only output is to reach, and not classes.</summary>
    public virtual bool IsRegression => false;

    /// <summary>Whether the outputs have to be the probabilities of the classes.</summary>
    public virtual bool TakesProbabilities => false;

    /// <summary>Returns the loss of one sample.</summary>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="label">The sample's label; see <see cref="ClassLabels"/>.</param>
    public abstract double Value(ReadOnlySpan<double> outputs, double label);

    /// <summary>Computes the derivatives of the loss by the model's outputs.</summary>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="label">The sample's label.</param>
    /// <param name="slopes">Receives one derivative per output.</param>
    public abstract void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes);

    /// <summary>
    /// Returns the probabilities of the classes that the outputs state; null where the loss gives outputs no such meaning.
    /// </summary>
    /// <param name="outputs">The model's outputs.</param>
    public virtual double[]? Probabilities(ReadOnlySpan<double> outputs) => null;

    /// <summary>Returns the loss of one sample of a model with one output.</summary>
    /// <param name="output">The model's output f.</param>
    /// <param name="label">The label y, -1 or +1.</param>
    public double Value(double output, double label) => Value([output], label);

    /// <summary>Returns the derivative of the loss by the only output.</summary>
    public double Derivative(double output, double label)
    {
        Span<double> slope = [0];
        Differentiate([output], label, slope);
        return slope[0];
    }

    /// <summary>
    /// Returns whether the outputs select the label's class. A single output of 0 selects none; of equal outputs the first wins.
    /// </summary>
    public static bool IsRight(ReadOnlySpan<double> outputs, double label)
    {
        if (outputs.Length == 1)
        {
            return outputs[0] * label > 0;
        }

        int largest = 0;
        for (int k = 1; k < outputs.Length; k++)
        {
            largest = outputs[k] > outputs[largest] ? k : largest;
        }

        return largest == ClassLabels.IndexOf(label, outputs.Length);
    }
}
