using CutAwareQnn.Circuits;

namespace Circuits;

/// <summary>The study's classifier: four features, eight weights, cut in the middle.</summary>
[QuantumCircuit(qubits: 4)]
[ZFeatureMap]
[RealAmplitudes(Reps = 1)]
[Observable("ZZZZ")]
[Partition("AABB")]
public sealed partial class Classifier;
