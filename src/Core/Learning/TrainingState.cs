namespace CutAwareQnn.Learning;

/// <summary>Everything that a training run remembers: what a checkpoint holds.</summary>
/// <param name="Epoch">The epoch under way, from 0.</param>
/// <param name="Batch">The next mini-batch of the epoch, from 0.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="NextQuery">The id of the next query; ids are never used twice in a run.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Optimiser">The optimiser's memory.</param>
/// <param name="EpochLoss">Sum of the losses of the samples seen in the epoch, each at the weights of its own step.</param>
public sealed record TrainingState(
    int Epoch, int Batch, int Step, ulong NextQuery, double[] Weights, AdamState Optimiser, double EpochLoss);

/// <summary>What one step did.</summary>
/// <param name="Step">The step's number, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 0.</param>
/// <param name="Loss">Mean loss of the mini-batch before the step.</param>
/// <param name="GradientNorm">Euclidean length of the gradient.</param>
/// <param name="EpochLoss">Mean loss over the epoch, if the step ended it.</param>
public sealed record StepReport(int Step, int Epoch, double Loss, double GradientNorm, double? EpochLoss);
