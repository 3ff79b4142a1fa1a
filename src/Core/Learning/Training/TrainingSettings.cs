using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The settings of a training run.</summary>
/// <param name="Epochs">Number of times that the whole training part is used, at least 1.</param>
/// <param name="BatchSize">Samples per step, at least 1.</param>
/// <param name="Optimiser">The optimiser.</param>
/// <param name="Loss">The loss of one sample; its mean over a mini-batch is minimised.</param>
/// <param name="Gradient">The method of derivatives.</param>
/// <param name="Seed">Keys the first weights and the order of the samples.</param>
public sealed record TrainingSettings(
    int Epochs, int BatchSize, Optimiser Optimiser, Loss Loss, GradientMethod Gradient, ulong Seed)
{
    /// <summary>The schedule of the learning rate.</summary>
    public LearningSchedule Schedule { get; init; } = LearningSchedule.Constant;

    /// <summary>The weights to start from, one per weight of the model; null where the seed draws them.</summary>
    public IReadOnlyList<double>? FirstWeights { get; init; }

    /// <summary>The rule that ends training before the last epoch; null for none.</summary>
    public EarlyStopping? EarlyStopping { get; init; }
}
