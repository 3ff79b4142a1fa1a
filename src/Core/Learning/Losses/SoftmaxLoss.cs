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
        Fill(outputs, slopes);
        slopes[ClassLabels.IndexOf(label, outputs.Length)] -= 1;
    }

    public override double[] Probabilities(ReadOnlySpan<double> outputs)
    {
        double[] probabilities = new double[outputs.Length];
        Fill(outputs, probabilities);
        return probabilities;
    }

    private static void Fill(ReadOnlySpan<double> outputs, Span<double> probabilities)
    {
        double largest = Largest(outputs);
        double sum = Sum(outputs, largest);
        for (int k = 0; k < outputs.Length; k++)
        {
            probabilities[k] = Elementary.Exp(outputs[k] - largest) / sum;
        }
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
