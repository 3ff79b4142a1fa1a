using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>A loss of one output against -1 or +1; of several outputs the sum, each asked whether its class is the sample's.</summary>
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

internal sealed record SquaredLoss : OneAgainstRest
{
    protected override double ValueOf(double output, double target) => (output - target) * (output - target);

    protected override double SlopeOf(double output, double target) => 2 * (output - target);
}

internal sealed record LogisticLoss : OneAgainstRest
{
    // ln(1 + e^-m) = max(-m, 0) + ln(1 + e^-|m|) never overflows.
    protected override double ValueOf(double output, double target)
    {
        double margin = output * target;
        return Math.Max(-margin, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(margin)));
    }

    protected override double SlopeOf(double output, double target) => -target / (1 + Elementary.Exp(output * target));
}

internal sealed record HingeLoss : OneAgainstRest
{
    protected override double ValueOf(double output, double target) => Math.Max(0, 1 - (output * target));

    // At the kink, where any slope between is a subgradient, 0.
    protected override double SlopeOf(double output, double target) => output * target < 1 ? -target : 0;
}
