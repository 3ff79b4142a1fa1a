namespace CutAwareQnn.Learning;

/// <summary>The squared difference <c>(f - y)²</c>.</summary>
internal sealed record SquaredLoss : OneAgainstRest
{
    protected override double ValueOf(double output, double target) => (output - target) * (output - target);

    protected override double SlopeOf(double output, double target) => 2 * (output - target);
}
