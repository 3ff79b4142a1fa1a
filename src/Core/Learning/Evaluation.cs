using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>How well a model does on samples.</summary>
/// <param name="Accuracy">Share of samples whose label is the sign of the model's output, in [0, 1].</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="SampleCount">Number of samples.</param>
public sealed record Evaluation(double Accuracy, double Loss, int SampleCount)
{
    /// <summary>
    /// Queries for evaluations have ids from here on, far above those of training, so that evaluating more or less often leaves the
    /// training's random numbers as they are.
    /// </summary>
    public const ulong FirstQuery = 1UL << 48;

    /// <summary>The queries of an evaluation.</summary>
    /// <param name="firstQuery">Id of the first; later ones follow.</param>
    public static IReadOnlyList<EstimatorQuery> Queries(IReadOnlyList<LabelledSample> samples, double[] weights, ulong firstQuery) =>
        samples.Select((sample, i) => new EstimatorQuery(firstQuery + (ulong)i, sample.Features, weights)).ToArray();

    /// <summary>Scores the answers.</summary>
    public static Evaluation Of(IReadOnlyList<LabelledSample> samples, IReadOnlyList<Estimate> estimates, Loss loss)
    {
        int right = 0;
        double sum = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            right += Math.Sign(estimates[i].Value) == Math.Sign(samples[i].Label) ? 1 : 0;
            sum += loss.Value(estimates[i].Value, samples[i].Label);
        }

        return new((double)right / samples.Count, sum / samples.Count, samples.Count);
    }
}
