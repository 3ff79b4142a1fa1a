using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// A small part of a training part whose weighted mean loss is near that of all samples: fewer queries per epoch. Classes are reduced by
/// themselves; the samples of a regression are reduced as one class.
/// </summary>
public static class Coreset
{
    private const ulong CoresetStream = 0x434F_5245_5345_54;

    /// <summary>
    /// Keeps centres such that the largest distance of a sample from its nearest one is at most twice the smallest possible. A centre's
    /// weight is the number of samples that are nearest to it.
    /// </summary>
    /// <param name="samples">The training part, scaled.</param>
    /// <param name="share">Share that is kept of each class, in (0, 1]; at least one sample.</param>
    /// <param name="isRegression">Whether labels are targets.</param>
    /// <exception cref="CircuitException">The share is out of range.</exception>
    /// <remarks>
    /// Gonzalez 1985, Theoretical Computer Science 38, 293. The first centre is the sample nearest to the mean of its class.
    /// </remarks>
    public static LabelledSample[] KCenter(IReadOnlyList<LabelledSample> samples, double share, bool isRegression = false)
    {
        (LabelledSample Sample, int Count)[] kept = [.. Groups(samples, share, isRegression).SelectMany(g => Centres(g.Samples, g.Kept))];
        return [.. kept.Select(c => c.Sample with { Weight = c.Count * ((double)kept.Length / samples.Count) })];
    }

    /// <summary>
    /// Draws samples with probabilities <c>p_i = 1/(2N) + d_i²/(2 Σ d²)</c> for the distance d from the mean of their class. Weights are
    /// inverse to the probabilities, so that the weighted mean loss is unbiased; a sample drawn several times is kept once.
    /// </summary>
    /// <param name="samples">The training part, scaled.</param>
    /// <param name="share">Draws per sample of each class, in (0, 1]; at least one.</param>
    /// <param name="seed">Keys the draws.</param>
    /// <param name="isRegression">Whether labels are targets.</param>
    /// <exception cref="CircuitException">The share is out of range.</exception>
    /// <remarks>Bachem, Lucic, Krause 2018, KDD, arXiv:1702.08248.</remarks>
    public static LabelledSample[] Importance(
        IReadOnlyList<LabelledSample> samples, double share, ulong seed, bool isRegression = false)
    {
        (LabelledSample Sample, double Weight)[] kept =
        [
            .. Groups(samples, share, isRegression).Index().SelectMany(
                g => Drawn(g.Item.Samples, g.Item.Kept, new CounterRandom(seed, CoresetStream, (ulong)g.Index))),
        ];
        return [.. kept.Select(d => d.Sample with { Weight = d.Weight * ((double)kept.Length / samples.Count) })];
    }

    private static IEnumerable<(LabelledSample[] Samples, int Kept)> Groups(
        IReadOnlyList<LabelledSample> samples, double share, bool isRegression) => share is > 0 and <= 1
        ? samples.GroupBy(s => isRegression ? 0 : s.Label).OrderBy(g => g.Key)
            .Select(g => (g.ToArray(), Math.Max(1, (int)Math.Round(share * g.Count()))))
        : throw new CircuitException(
            $"a coreset of the share {share.ToString(CultureInfo.InvariantCulture)} was requested; give a number above 0 and at most 1");

    private static IEnumerable<(LabelledSample Sample, int Count)> Centres(LabelledSample[] samples, int count)
    {
        double[] mean = Mean(samples);
        int next = Enumerable.Range(0, samples.Length).MinBy(i => Distance(samples[i].Features, mean));
        int[] nearest = new int[samples.Length];
        double[] distances = [.. samples.Select(_ => double.PositiveInfinity)];
        List<int> centres = [];
        while (true)
        {
            centres.Add(next);
            for (int i = 0; i < samples.Length; i++)
            {
                double distance = Distance(samples[i].Features, samples[next].Features);
                if (distance < distances[i])
                {
                    (distances[i], nearest[i]) = (distance, next);
                }
            }

            next = Enumerable.Range(0, samples.Length).MaxBy(i => distances[i]);
            if (centres.Count == count || distances[next] == 0)
            {
                return centres.Select(c => (samples[c], nearest.Count(n => n == c)));
            }
        }
    }

    // The weight is c/(m p) for c of m draws.
    private static IEnumerable<(LabelledSample Sample, double Weight)> Drawn(LabelledSample[] samples, int count, CounterRandom random)
    {
        double[] mean = Mean(samples);
        double[] squares = [.. samples.Select(s => Distance(s.Features, mean))];
        double sum = squares.Sum();
        double[] probabilities = [.. squares.Select(d => sum > 0 ? (0.5 / samples.Length) + (0.5 * d / sum) : 1.0 / samples.Length)];
        int[] counts = new int[samples.Length];
        for (int draw = 0; draw < count; draw++)
        {
            double left = random.NextDouble();
            int chosen = 0;
            while (chosen < samples.Length - 1 && left >= probabilities[chosen])
            {
                left -= probabilities[chosen++];
            }

            counts[chosen]++;
        }

        return Enumerable.Range(0, samples.Length).Where(i => counts[i] > 0)
            .Select(i => (samples[i], counts[i] / (count * probabilities[i])));
    }

    private static double[] Mean(LabelledSample[] samples) =>
        [.. Enumerable.Range(0, samples[0].Features.Length).Select(f => samples.Average(s => s.Features[f]))];

    // Squared.
    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }
}
