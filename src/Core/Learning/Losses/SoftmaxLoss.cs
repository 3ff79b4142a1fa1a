using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// The cross-entropy of the softmax of the outputs. The largest output is subtracted first, so that no exponential overflows.
/// </summary>
internal sealed record SoftmaxLoss : Loss
{
    public override int FewestOutputs => 2;

    public override double Value(ReadOnlySpan<double> outputs, double label)
    {
        double largest = Largest(outputs);
        return Elementary.Log(Sum(outputs, largest)) + largest - outputs[ClassLabels.IndexOf(label, outputs.Length)];
    }

    public override void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes)
    {
        double largest = Largest(outputs);
        double sum = Sum(outputs, largest);
        for (int k = 0; k < outputs.Length; k++)
        {
            slopes[k] = Elementary.Exp(outputs[k] - largest) / sum;
        }

        slopes[ClassLabels.IndexOf(label, outputs.Length)] -= 1;
    }

    private static double Largest(ReadOnlySpan<double> outputs)
    {
        double largest = outputs[0];
        foreach (double output in outputs)
        {
            largest = Math.Max(largest, output);
        }

        return largest;
    }

    private static double Sum(ReadOnlySpan<double> outputs, double largest)
    {
        double sum = 0;
        foreach (double output in outputs)
        {
            sum += Elementary.Exp(output - largest);
        }

        return sum;
    }
}
