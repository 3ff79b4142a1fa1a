namespace CutAwareQnn.Learning;

/// <summary>A point of a <see cref="ProcessorTraining"/>.</summary>
/// <param name="StepCount">Number of steps taken.</param>
/// <param name="Weights">The weights of the circuit, then those of the readout.</param>
/// <param name="Memory">The optimiser's memory.</param>
/// <param name="Loss">The loss of the last batch at the weights before the last step; null before the first.</param>
public sealed record ProcessorTrainingState(int StepCount, double[] Weights, AdamState Memory, double? Loss);
