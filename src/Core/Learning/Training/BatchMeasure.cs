namespace CutAwareQnn.Learning;

/// <summary>What a training step needs to know of its mini-batch.</summary>
/// <param name="Points">The mean loss and its derivatives, at each set of weights that the optimiser asked for.</param>
/// <param name="Accuracy">Share of the samples classified rightly, in [0, 1].</param>
/// <param name="SampleCount">Number of samples.</param>
public sealed record BatchMeasure(IReadOnlyList<LossPoint> Points, double Accuracy, int SampleCount)
{
    /// <summary>
    /// The measure of all samples together: each counts with its share of the samples, so that the mean gradient is that of the union. Of one
    /// measure the same bits.
    /// </summary>
    /// <param name="measures">At least one, of the same weights; metrics are left out.</param>
    public static BatchMeasure Together(IReadOnlyList<BatchMeasure> measures)
    {
        int sampleCount = measures.Sum(m => m.SampleCount);
        double[] shares = [.. measures.Select(m => (double)m.SampleCount / sampleCount)];
        return new(
            [.. measures[0].Points.Select((_, p) => new LossPoint(
                measures.Select((m, i) => shares[i] * m.Points[p].Value).Sum(),
                measures[0].Points[p].Gradient is null ? null : Mean([.. measures.Select(m => m.Points[p].Gradient!)], shares)))],
            measures.Select((m, i) => shares[i] * m.Accuracy).Sum(),
            sampleCount);
    }

    /// <summary>The weighted mean of vectors, component by component.</summary>
    /// <param name="vectors">At least one, of one length.</param>
    /// <param name="shares">One a vector, with sum 1.</param>
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
