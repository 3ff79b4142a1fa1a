using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The study's classifier: one feature per qubit, one layer of RealAmplitudes, the parity of all qubits.</summary>
[QuantumCircuit(qubits: 4)]
[ZFeatureMap]
[RealAmplitudes(Reps = 1)]
[Observable("ZZZZ")]
[Partition("AABB")]
public partial class IrisClassifier;
