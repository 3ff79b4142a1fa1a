using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The mean loss of a mini-batch at each set of weights that an optimiser asked for.</summary>
internal sealed class BatchLoss(
    Model model, TrainingSettings settings, ModelBatch batch, LabelledSample[] samples, IReadOnlyList<Estimate> estimates)
{
    private int _rightCount;
    private int _seenCount;

    /// <summary>Share classified rightly, over all sets of weights looked at.</summary>
    public double Accuracy => (double)_rightCount / _seenCount;

    /// <summary>The loss at one set of weights, and its gradient where the optimiser wants it.</summary>
    public LossPoint At(int point)
    {
        double[]? gradient = settings.Optimiser.WantsGradient ? new double[model.WeightCount] : null;
        double[] slopes = new double[model.OutputCount];
        double sum = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double[] outputs = batch.Outputs(estimates, i, point);
            sum += settings.Loss.Value(outputs, samples[i].Label);
            _rightCount += Loss.IsRight(outputs, samples[i].Label) ? 1 : 0;
            _seenCount++;
            if (gradient is not null)
            {
                settings.Loss.Differentiate(outputs, samples[i].Label, slopes);
                for (int k = 0; k < slopes.Length; k++)
                {
                    slopes[k] /= samples.Length;
                }

                batch.AddWeightGradient(estimates, i, slopes, gradient, point);
            }
        }

        return new(sum / samples.Length, gradient);
    }
}
