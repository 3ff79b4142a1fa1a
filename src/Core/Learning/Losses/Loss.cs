namespace CutAwareQnn.Learning;

/// <summary>
/// What training minimises, a sample at a time. A model of one output tells two classes apart by its sign; one of several outputs has
/// one a class, and the largest decides.
/// </summary>
public abstract record Loss
{
    /// <summary>The squared difference <c>(f - y)²</c>; of several outputs the sum, each against +1 for its class and -1 for others.</summary>
    public static Loss MeanSquared { get; } = new SquaredLoss();

    /// <summary>The logistic loss <c>ln(1 + e^(-y f))</c>; of several outputs the sum, as above.</summary>
    public static Loss Logistic { get; } = new LogisticLoss();

    /// <summary>The hinge loss <c>max(0, 1 - y f)</c>; of several outputs the sum, as above.</summary>
    public static Loss Hinge { get; } = new HingeLoss();

    /// <summary>The cross-entropy <c>-ln(e^(f_c) / Σ e^(f_k))</c> of the softmax of at least two outputs.</summary>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxLoss();

    /// <summary>The fewest outputs that the loss makes sense of.</summary>
    public virtual int FewestOutputs => 1;

    /// <summary>The loss of one sample.</summary>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="label">The sample's label, as <see cref="ClassLabels"/> writes it.</param>
    public abstract double Value(ReadOnlySpan<double> outputs, double label);

    /// <summary>The derivatives of the loss by the model's outputs.</summary>
    /// <param name="slopes">Receives one an output.</param>
    public abstract void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes);

    /// <summary>The loss of one sample of a model of one output.</summary>
    /// <param name="output">The model's output f.</param>
    /// <param name="label">The label y, -1 or +1.</param>
    public double Value(double output, double label) => Value([output], label);

    /// <summary>The derivative of the loss by the only output.</summary>
    public double Derivative(double output, double label)
    {
        Span<double> slope = [0];
        Differentiate([output], label, slope);
        return slope[0];
    }

    /// <summary>Whether the outputs choose the label's class: an output of 0 chooses none, of equal outputs the first is chosen.</summary>
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
