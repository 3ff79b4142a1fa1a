using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The cross-entropy <c>-ln p_c</c> of class probabilities.</summary>
internal sealed record CrossEntropyLoss : Loss
{
    // Below it the loss continues as its tangent, so that an estimate of 0 or less has a finite loss and a slope that raises it.
    private const double Least = 1e-3;

    public override int FewestOutputs => 2;

    public override bool TakesProbabilities => true;

    public override double Value(ReadOnlySpan<double> outputs, double label)
    {
        double own = outputs[ClassLabels.IndexOf(label, outputs.Length)];
        return own >= Least ? -Elementary.Log(own) : -Elementary.Log(Least) + ((Least - own) / Least);
    }

    public override void Differentiate(ReadOnlySpan<double> outputs, double label, Span<double> slopes)
    {
        slopes.Clear();
        int own = ClassLabels.IndexOf(label, outputs.Length);
        slopes[own] = -1 / Math.Max(outputs[own], Least);
    }

    public override double[] Probabilities(ReadOnlySpan<double> outputs) => SimplexProjection.Of(outputs);
}
