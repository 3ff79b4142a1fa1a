using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>The logistic loss <c>ln(1 + e^(-y f))</c>.</summary>
internal sealed record LogisticLoss : OneAgainstRest
{
    // ln(1 + e^-m) = max(-m, 0) + ln(1 + e^-|m|) never overflows.
    protected override double ValueOf(double output, double target)
    {
        double margin = output * target;
        return Math.Max(-margin, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(margin)));
    }

    /// <summary>Of one output, which separates two classes; several are not exclusive.</summary>
    public override double[]? Probabilities(ReadOnlySpan<double> outputs)
    {
        if (outputs.Length > 1)
        {
            return null;
        }

        double second = 1 / (1 + Elementary.Exp(-outputs[0]));
        return [1 - second, second];
    }

    protected override double SlopeOf(double output, double target) => -target / (1 + Elementary.Exp(output * target));
}
