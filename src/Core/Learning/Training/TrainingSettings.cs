using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>How a classifier is trained.</summary>
/// <param name="Epochs">Passes over the training part, at least 1.</param>
/// <param name="BatchSize">Samples a step, at least 1.</param>
/// <param name="Optimiser">The optimiser.</param>
/// <param name="Loss">What is minimised: the mean over a mini-batch.</param>
/// <param name="Gradient">How derivatives are taken.</param>
/// <param name="Seed">Keys the first weights, the order of samples and, through the estimator, the shots.</param>
public sealed record TrainingSettings(
    int Epochs, int BatchSize, Optimiser Optimiser, Loss Loss, GradientMethod Gradient, ulong Seed)
{
    /// <summary>How the learning rate changes.</summary>
    public LearningSchedule Schedule { get; init; } = LearningSchedule.Constant;

    /// <summary>When to stop before the last epoch; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }
}
