using CutAwareQnn.Circuits;

namespace Annotated;

[QuantumCircuit(qubits: 4)]
[ZFeatureMap]
[RealAmplitudes(Reps = 1)]
[Observable("ZZZZ")]
[Partition("AABB")]
internal sealed partial class Classifier;
