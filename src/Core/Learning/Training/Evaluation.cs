using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>How well a model does on samples.</summary>
/// <param name="Accuracy">Share of samples whose class the model's outputs choose, in [0, 1].</param>
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
    public static ModelBatch Batch(Model model, IReadOnlyList<LabelledSample> samples, double[] weights, ulong firstQuery) =>
        new(model, [.. samples.Select(s => s.Features)], [weights], firstQuery);

    /// <summary>Scores the answers to an evaluation's queries.</summary>
    public static Evaluation Of(
        ModelBatch batch, IReadOnlyList<LabelledSample> samples, IReadOnlyList<Estimate> estimates, Loss loss) =>
        Of(samples, [.. samples.Select((_, i) => batch.Outputs(estimates, i))], loss);

    /// <summary>Scores outputs.</summary>
    /// <param name="outputs">The model's outputs, for each sample.</param>
    public static Evaluation Of(IReadOnlyList<LabelledSample> samples, IReadOnlyList<double[]> outputs, Loss loss)
    {
        int right = 0;
        double sum = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            right += CutAwareQnn.Learning.Loss.IsRight(outputs[i], samples[i].Label) ? 1 : 0;
            sum += loss.Value(outputs[i], samples[i].Label);
        }

        return new((double)right / samples.Count, sum / samples.Count, samples.Count);
    }

    /// <summary>Evaluates with an estimator, on the caller's thread.</summary>
    public static Evaluation Of(
        Model model, IReadOnlyList<LabelledSample> samples, double[] weights, Loss loss, IEstimator estimator, ulong firstQuery = FirstQuery)
    {
        ModelBatch batch = Batch(model, samples, weights, firstQuery);
        return Of(batch, samples, estimator.Estimate(batch.Queries), loss);
    }
}
