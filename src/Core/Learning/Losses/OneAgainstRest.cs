namespace CutAwareQnn.Learning;

/// <summary>A sum over outputs of a loss with target +1 for the output of the sample's class and -1 for any other.</summary>
internal abstract record OneAgainstRest : Loss
{
    public override double Value(ReadOnlySpan<double> outputs, double label)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            sum += ValueOf(outputs[k], Target(k, outputs.Length, label));
        }

        return sum;
    }

    public override void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes)
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            slopes[k] = SlopeOf(outputs[k], Target(k, outputs.Length, label));
        }
    }

    protected abstract double ValueOf(double output, double target);

    protected abstract double SlopeOf(double output, double target);

    private static double Target(int output, int outputCount, double label) =>
        outputCount == 1 ? label : ClassLabels.IndexOf(label, outputCount) == output ? 1 : -1;
}
