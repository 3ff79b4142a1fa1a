namespace CutAwareQnn.Learning;

/// <summary>The hinge loss <c>max(0, 1 - y f)</c>.</summary>
internal sealed record HingeLoss : OneAgainstRest
{
    protected override double ValueOf(double output, double target) => Math.Max(0, 1 - (output * target));

    // At the kink any slope between 0 and -target is a subgradient; 0 is taken.
    protected override double SlopeOf(double output, double target) => output * target < 1 ? -target : 0;
}
