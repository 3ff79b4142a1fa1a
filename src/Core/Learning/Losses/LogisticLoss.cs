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

    protected override double SlopeOf(double output, double target) => -target / (1 + Elementary.Exp(output * target));
}
