namespace CutAwareQnn.Learning;

/// <summary>The record of one training step.</summary>
/// <param name="Step">The step's number, from 1.</param>
/// <param name="Epoch">The epoch of the step, from 0.</param>
/// <param name="Loss">
/// Mean loss of the mini-batch before the step; the mean over the optimiser's weight vectors where it evaluates several.
/// </param>
/// <param name="Accuracy">Share of the mini-batch classified correctly, likewise; null of a regression.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient, exact or estimated by the optimiser.</param>
/// <param name="GradientVariance">Variance of the gradient's components: <c>Σ(g_i - ḡ)²/d</c>.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="EpochLoss">Mean loss over the epoch where the step ends it; else null.</param>
public sealed record StepReport(
    int Step,
    int Epoch,
    double Loss,
    double? Accuracy,
    double GradientNorm,
    double GradientVariance,
    double LearningRate,
    double? EpochLoss);
