namespace CutAwareQnn.Learning;

/// <summary>The squared difference <c>(f - y)²</c> of a number that is predicted; the label is the target.</summary>
internal sealed record RegressionLoss : Loss
{
    public override bool IsRegression => true;

    public override double Value(ReadOnlySpan<double> outputs, double label) => (outputs[0] - label) * (outputs[0] - label);

    public override void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes) =>
        slopes[0] = 2 * (outputs[0] - label);
}
