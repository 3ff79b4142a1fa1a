using System.Globalization;
using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The accuracy of a trained model on perturbed features.</summary>
/// <param name="Points">One point per attack and magnitude, in the order given.</param>
/// <param name="Summary">
/// The mean accuracy over the magnitudes above 0, averaged over the attacks that count; in [0, 1]. The study counts Gaussian noise and
/// FGSM.
/// </param>
public sealed record Robustness(IReadOnlyList<RobustnessPoint> Points, double Summary)
{
    /// <summary>The largest magnitude: features are angles, and an angle of this size still has 32 bits after the point.</summary>
    public const double LargestMagnitude = 1_000_000;

    // Far above the query ids of evaluations during training.
    private const ulong FirstQuery = 1UL << 56;

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="samples">The samples, with their true labels.</param>
    /// <param name="loss">The loss that the attacks raise.</param>
    /// <param name="attacks">The attacks of the summary, at least one.</param>
    /// <param name="magnitudes">
    /// Magnitudes of at least 0, one of them above 0; 0 gives the accuracy without attack. See <see cref="Check"/>.
    /// </param>
    /// <param name="exact">The estimator of exact derivatives by features.</param>
    /// <param name="estimator">The estimator that classifies the perturbed samples; null for <paramref name="exact"/>.</param>
    /// <param name="seed">Keys the noise.</param>
    /// <param name="besides">Further attacks that are measured but are not in the summary; null for none.</param>
    /// <param name="cancellationToken">Cancels the measurement between two rounds of queries.</param>
    /// <exception cref="CircuitException">There is no attack, or a magnitude is out of range.</exception>
    public static Robustness Measure(
        Model model,
        double[] weights,
        IReadOnlyList<LabelledSample> samples,
        Loss loss,
        IReadOnlyList<Attack> attacks,
        IReadOnlyList<double> magnitudes,
        IEstimator exact,
        IEstimator? estimator = null,
        ulong seed = 0,
        IReadOnlyList<Attack>? besides = null,
        CancellationToken cancellationToken = default)
    {
        if (attacks.Count == 0)
        {
            throw new CircuitException("robustness was requested without an attack; give at least one");
        }

        Check(magnitudes);
        var points = new List<RobustnessPoint>();
        ulong query = FirstQuery;
        foreach (Attack attack in attacks.Concat(besides ?? []))
        {
            foreach (double magnitude in magnitudes)
            {
                IReadOnlyList<LabelledSample> perturbed =
                    attack.Apply(samples, magnitude, Slopes, seed);
                cancellationToken.ThrowIfCancellationRequested();
                Evaluation evaluation = Evaluation.Of(model, perturbed, weights, loss, estimator ?? exact, query);
                points.Add(new(attack.Name, magnitude, evaluation.Accuracy!.Value, evaluation.Loss));
                query += (ulong)(samples.Count * model.Observables.Count);
            }
        }

        double summary = points
            .Take(attacks.Count * magnitudes.Count)
            .Where(p => p.Magnitude > 0)
            .GroupBy(p => p.Attack)
            .Average(a => a.Average(p => p.Accuracy));
        return new(points, summary);

        double[][] Slopes(IReadOnlyList<LabelledSample> from)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Gradient(model, weights, from, loss, exact);
        }
    }

    /// <summary>Computes the derivatives of the loss by the features of each sample.</summary>
    public static double[][] Gradient(
        Model model, double[] weights, IReadOnlyList<LabelledSample> samples, Loss loss, IEstimator exact)
    {
        ModelBatch batch = Evaluation.Batch(model, samples, weights, FirstQuery);
        IReadOnlyList<Estimate> estimates = exact.Estimate(batch.Queries, new(GradientMethod.Adjoint, GradientTargets.Features));
        double[][] gradients = new double[samples.Count][];
        double[] slopes = new double[model.OutputCount];
        for (int i = 0; i < gradients.Length; i++)
        {
            loss.Differentiate(batch.Outputs(estimates, i), samples[i].Label, slopes);
            gradients[i] = batch.FeatureGradient(estimates, i, slopes);
        }

        return gradients;
    }

    /// <summary>Refuses magnitudes that <see cref="Measure"/> refuses; for callers that train first.</summary>
    /// <exception cref="CircuitException">A magnitude is not from 0 to <see cref="LargestMagnitude"/>, or none is above 0.</exception>
    public static void Check(IReadOnlyList<double> magnitudes)
    {
        foreach (double magnitude in magnitudes.Where(m => !(m is >= 0 and <= LargestMagnitude)))
        {
            throw new CircuitException(
                $"magnitude {magnitude.ToString(CultureInfo.InvariantCulture)} is out of range; give numbers from 0 to "
                + $"{LargestMagnitude:0}");
        }

        if (!magnitudes.Any(m => m > 0))
        {
            throw new CircuitException("the robustness is a mean over magnitudes above 0 but there are none; give at least one");
        }
    }
}
