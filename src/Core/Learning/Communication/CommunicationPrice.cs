using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Learning;

/// <summary>What a model's processors exchange per sample, and what it costs to emulate that on processors that share nothing.</summary>
/// <param name="Bits">Classical bits per sample and direction, summed over both directions.</param>
/// <param name="Rounds">Number of times at which a processor waits for the other's bits.</param>
/// <param name="Ebits">Bell pairs per sample that the resource takes, shared before or used for gates across the border.</param>
/// <param name="LogGamma">Natural logarithm of γ where every gate across the border is cut alone.</param>
/// <param name="LogJointGamma">Natural logarithm of γ where they are cut together.</param>
/// <remarks>
/// A sub-layer on a ring has two CZ across the border per stage (γ = 3 each, or 2·4^(m/2) - 1 for m together); the ring embedding has two
/// RZZ(t) (γ = 1 + 2 |sin t|). Piveteau and Sutter, arXiv:2205.00016; Schmitt, Piveteau, Sutter, arXiv:2312.11638.
/// </remarks>
public sealed record CommunicationPrice(int Bits, int Rounds, double Ebits, double LogGamma, double LogJointGamma)
{
    /// <summary>Computes the price of a model at one sample.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The feature vector, which decides the angles across the border.</param>
    public static CommunicationPrice Of(ProcessorModel model, IReadOnlyList<double> features)
    {
        int stageCount = System.Numerics.BitOperations.Log2((uint)model.Width);
        switch (model.Resource)
        {
            case ProcessorResource.Classical:
                return new(2 * (model.Width - 1), stageCount, 0, 0, 0);
            case ProcessorResource.Quantum:
                int gateCount = 2 * model.Sublayers * stageCount;
                double[] sines = model.IsEmbeddingLocal ? [] : [Crossing(model.Width - 1, model.Width), Crossing((2 * model.Width) - 1, 0)];
                double joint = (gateCount * Elementary.Log(2)) + sines.Sum(s => Elementary.Log(1 + s)) + Elementary.Log(2);
                return new(
                    2 * (gateCount + sines.Length),
                    gateCount + sines.Length,
                    gateCount + sines.Length,
                    (gateCount * Elementary.Log(3)) + sines.Sum(s => Elementary.Log(1 + (2 * s))),
                    joint + Elementary.Log(1 - Elementary.Exp(-joint)));
            default:
                double gamma = Elementary.Log(ResourcePrice.OfPairs(model.Concurrences));
                return new(0, 0, model.Concurrences.Count, gamma, gamma);
        }

        double Crossing(int i, int j) => Math.Abs(Elementary.Sin((Math.PI - features[i]) * (Math.PI - features[j]) / 2));
    }
}
