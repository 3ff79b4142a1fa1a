using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The accuracy and the loss of a model on samples.</summary>
/// <param name="Accuracy">Share of samples classified correctly, in [0, 1]; null of a regression.</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="SampleCount">Number of samples.</param>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Feature(0) + Angle.Weight(0), 0).Build();
/// var model = new Model(circuit, PauliSum.Parse("Z"));
/// LabelledSample[] samples = [new([0.1], 1), new([3.0], -1)];
/// Evaluation evaluation = Evaluation.Of(
///     model, samples, weights: [0], Loss.MeanSquared, new ExactEstimator(circuit, model.Observables[0]));
/// Console.WriteLine($"{evaluation.Accuracy:P0} of {evaluation.SampleCount}");    // 100 % of 2
/// </code>
/// </example>
public sealed record Evaluation(double? Accuracy, double Loss, int SampleCount)
{
    /// <summary>
    /// The first query id of evaluations, far above those of training, so that the number of evaluations does not change the random
    /// numbers of training.
    /// </summary>
    public const ulong FirstQuery = 1UL << 48;

    /// <summary>
    /// The coefficient of determination of a regression, at most 1: <c>R² = 1 - Σ(f - y)²/Σ(y - ȳ)²</c> with the mean of these samples.
    /// Null of a classification, and where all targets are equal.
    /// </summary>
    public double? RSquared { get; init; }

    /// <summary>Returns the queries of an evaluation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="firstQuery">Id of the first query; later ones follow.</param>
    public static ModelBatch Batch(Model model, IReadOnlyList<LabelledSample> samples, double[] weights, ulong firstQuery) =>
        new(model, [.. samples.Select(s => s.Features)], [weights], firstQuery);

    /// <summary>Scores the estimates of an evaluation's queries.</summary>
    public static Evaluation Of(
        ModelBatch batch, IReadOnlyList<LabelledSample> samples, IReadOnlyList<Estimate> estimates, Loss loss) =>
        Of(samples, [.. samples.Select((_, i) => batch.Outputs(estimates, i))], loss);

    /// <summary>Scores outputs.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="outputs">The model's outputs, [sample][output].</param>
    /// <param name="loss">The loss.</param>
    public static Evaluation Of(IReadOnlyList<LabelledSample> samples, IReadOnlyList<double[]> outputs, Loss loss)
    {
        int right = 0;
        double sum = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            right += CutAwareQnn.Learning.Loss.IsRight(outputs[i], samples[i].Label) ? 1 : 0;
            sum += loss.Value(outputs[i], samples[i].Label);
        }

        return new(loss.IsRegression ? null : (double)right / samples.Count, sum / samples.Count, samples.Count)
        {
            RSquared = loss.IsRegression ? Determination([.. outputs.Select(o => o[0])], [.. samples.Select(s => s.Label)]) : null,
        };
    }

    /// <summary>Computes the coefficient of determination; null where all targets are equal.</summary>
    /// <param name="predictions">One number per target.</param>
    /// <param name="targets">At least one target, in the same units.</param>
    public static double? Determination(IReadOnlyList<double> predictions, IReadOnlyList<double> targets)
    {
        double mean = targets.Average();
        double spread = targets.Sum(y => (y - mean) * (y - mean));
        return spread > 0 ? 1 - (targets.Zip(predictions, (y, f) => (f - y) * (f - y)).Sum() / spread) : null;
    }

    /// <summary>Evaluates with an estimator, on the caller's thread.</summary>
    public static Evaluation Of(
        Model model, IReadOnlyList<LabelledSample> samples, double[] weights, Loss loss, IEstimator estimator, ulong firstQuery =
            FirstQuery)
    {
        ModelBatch batch = Batch(model, samples, weights, firstQuery);
        return Of(batch, samples, estimator.Estimate(batch.Queries), loss);
    }
}
