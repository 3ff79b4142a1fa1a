namespace CutAwareQnn.Learning;

/// <summary>The saved state of a network.</summary>
/// <param name="QubitCount">Number of qubits of its circuit.</param>
/// <param name="FeatureCount">Number of features of its circuit.</param>
/// <param name="Observables">Its observables.</param>
/// <param name="OutputCount">Number of its outputs.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="NextQuery">The id of its next query; no id, and so no random number, is used twice.</param>
public sealed record QnnState(
    int QubitCount, int FeatureCount, string[] Observables, int OutputCount, double[] Weights, ulong NextQuery);
