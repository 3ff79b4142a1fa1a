using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The mean loss of a mini-batch at each weight vector of an optimiser's step.</summary>
internal sealed class BatchLoss(
    Model model, TrainingSettings settings, ModelBatch batch, LabelledSample[] samples, IReadOnlyList<Estimate> estimates)
{
    private int _rightCount;
    private int _seenCount;

    /// <summary>Share of samples classified correctly, over all weight vectors evaluated so far; null of a regression.</summary>
    public double? Accuracy => settings.Loss.IsRegression ? null : (double)_rightCount / _seenCount;

    /// <summary>Computes the loss at one weight vector, and its gradient where the optimiser needs it.</summary>
    public LossPoint At(int point)
    {
        double[]? gradient = settings.Optimiser.WantsGradient ? new double[model.WeightCount] : null;
        double[] slopes = new double[model.OutputCount];
        double sum = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double[] outputs = batch.Outputs(estimates, i, point);
            sum += samples[i].Weight * settings.Loss.Value(outputs, samples[i].Label);
            _rightCount += Loss.IsRight(outputs, samples[i].Label) ? 1 : 0;
            _seenCount++;
            if (gradient is not null)
            {
                settings.Loss.Differentiate(outputs, samples[i].Label, slopes);
                for (int k = 0; k < slopes.Length; k++)
                {
                    slopes[k] = samples[i].Weight * slopes[k] / samples.Length;
                }

                batch.AddWeightGradient(estimates, i, slopes, gradient, point);
            }
        }

        return new(sum / samples.Length, gradient);
    }
}
