using System.Globalization;
using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>How a trained model stands disturbed features.</summary>
/// <param name="Points">One an attack and magnitude, in the order asked for.</param>
/// <param name="Summary">
/// The mean accuracy over the magnitudes that are not 0, averaged over the attacks that count; in [0, 1]. The study's count Gaussian
/// noise and FGSM.
/// </param>
public sealed record Robustness(IReadOnlyList<RobustnessPoint> Points, double Summary)
{
    // Far above the ids of evaluations during training.
    private const ulong FirstQuery = 1UL << 56;

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="samples">The samples; their labels are what the attacks lead away from.</param>
    /// <param name="loss">The loss that the attacks raise.</param>
    /// <param name="attacks">At least one; the summary is of these.</param>
    /// <param name="magnitudes">From 0, finite, at least one above 0; 0 gives the accuracy without any attack.</param>
    /// <param name="exact">Gives exact derivatives by features.</param>
    /// <param name="estimator">Classifies the disturbed samples; null for <paramref name="exact"/>.</param>
    /// <param name="seed">Keys the noise.</param>
    /// <param name="besides">Attacks that are measured but not in the summary; null for none.</param>
    /// <param name="cancellationToken">Ends the measurement between two rounds of queries.</param>
    /// <exception cref="CircuitException">No attack, or magnitudes out of range.</exception>
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
            throw new CircuitException("robustness against no attack was asked for; name at least one");
        }

        Check(magnitudes);
        var points = new List<RobustnessPoint>();
        ulong query = FirstQuery;
        foreach (Attack attack in attacks.Concat(besides ?? []))
        {
            foreach (double magnitude in magnitudes)
            {
                IReadOnlyList<LabelledSample> disturbed =
                    attack.Apply(samples, magnitude, Slopes, seed);
                cancellationToken.ThrowIfCancellationRequested();
                Evaluation evaluation = Evaluation.Of(model, disturbed, weights, loss, estimator ?? exact, query);
                points.Add(new(attack.Name, magnitude, evaluation.Accuracy, evaluation.Loss));
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

    /// <summary>The derivatives of the loss by the features of each sample.</summary>
    public static double[][] Gradient(
        Model model, double[] weights, IReadOnlyList<LabelledSample> samples, Loss loss, IEstimator exact)
    {
        ModelBatch batch = Evaluation.Batch(model, samples, weights, FirstQuery);
        IReadOnlyList<Estimate> answers = exact.Estimate(batch.Queries, new(GradientMethod.Adjoint, GradientTargets.Features));
        double[][] gradients = new double[samples.Count][];
        double[] slopes = new double[model.OutputCount];
        for (int i = 0; i < gradients.Length; i++)
        {
            loss.Differentiate(batch.Outputs(answers, i), samples[i].Label, slopes);
            gradients[i] = batch.FeatureGradient(answers, i, slopes);
        }

        return gradients;
    }

    /// <summary>Refuses magnitudes that <see cref="Measure"/> would: for callers who train first.</summary>
    /// <exception cref="CircuitException">A magnitude below 0 or not finite, or none above 0.</exception>
    public static void Check(IReadOnlyList<double> magnitudes)
    {
        foreach (double magnitude in magnitudes.Where(m => !(m >= 0 && double.IsFinite(m))))
        {
            throw new CircuitException(
                $"magnitude {magnitude.ToString(CultureInfo.InvariantCulture)} is out of range; give numbers from 0");
        }

        if (!magnitudes.Any(m => m > 0))
        {
            throw new CircuitException("the mean over magnitudes above 0 was asked for but there are none; give at least one");
        }
    }
}

/// <summary>How a model does under one attack.</summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="Magnitude">Its magnitude, in the features' unit.</param>
/// <param name="Accuracy">Share classified rightly, in [0, 1].</param>
/// <param name="Loss">Mean loss.</param>
public sealed record RobustnessPoint(string Attack, double Magnitude, double Accuracy, double Loss);
