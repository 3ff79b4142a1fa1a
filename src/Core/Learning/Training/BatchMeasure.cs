namespace CutAwareQnn.Learning;

/// <summary>The measurement of a mini-batch from which a training step is taken.</summary>
/// <param name="Points">The mean loss and its derivatives at each weight vector of the optimiser's step.</param>
/// <param name="Accuracy">Share of samples classified correctly, in [0, 1]; null of a regression.</param>
/// <param name="SampleCount">Number of samples.</param>
public sealed record BatchMeasure(IReadOnlyList<LossPoint> Points, double? Accuracy, int SampleCount)
{
    /// <summary>
    /// Returns the measurement of the union of the samples: each measurement is weighted by its share of the samples. A single measurement
    /// keeps its bits.
    /// </summary>
    /// <param name="measures">At least one, at the same weights; metrics are omitted.</param>
    public static BatchMeasure Together(IReadOnlyList<BatchMeasure> measures)
    {
        int sampleCount = measures.Sum(m => m.SampleCount);
        double[] shares = [.. measures.Select(m => (double)m.SampleCount / sampleCount)];
        return new(
            [.. measures[0].Points.Select((_, p) => new LossPoint(
                measures.Select((m, i) => shares[i] * m.Points[p].Value).Sum(),
                measures[0].Points[p].Gradient is null ? null : Mean([.. measures.Select(m => m.Points[p].Gradient!)], shares)))],
            measures[0].Accuracy is null ? null : measures.Select((m, i) => shares[i] * m.Accuracy!.Value).Sum(),
            sampleCount);
    }

    /// <summary>Returns the weighted mean of vectors, component by component.</summary>
    /// <param name="vectors">At least one, of equal lengths.</param>
    /// <param name="shares">One share per vector, with sum 1.</param>
    internal static double[] Mean(IReadOnlyList<double[]> vectors, IReadOnlyList<double> shares)
    {
        double[] mean = new double[vectors[0].Length];
        for (int v = 0; v < vectors.Count; v++)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += shares[v] * vectors[v][i];
            }
        }

        return mean;
    }
}
