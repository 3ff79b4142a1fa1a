using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The squared distance <c>Σ (p_k - [k = c])²</c> of class probabilities from the certain class.</summary>
internal sealed record BrierLoss : Loss
{
    public override int FewestOutputs => 2;

    public override bool TakesProbabilities => true;

    public override double Value(ReadOnlySpan<double> outputs, double label)
    {
        int own = ClassLabels.IndexOf(label, outputs.Length);
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double distance = outputs[k] - (k == own ? 1 : 0);
            sum += distance * distance;
        }

        return sum;
    }

    public override void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes)
    {
        int own = ClassLabels.IndexOf(label, outputs.Length);
        for (int k = 0; k < outputs.Length; k++)
        {
            slopes[k] = 2 * (outputs[k] - (k == own ? 1 : 0));
        }
    }

    public override double[] Probabilities(ReadOnlySpan<double> outputs) => SimplexProjection.Of(outputs);
}
