using CutAwareQnn.Circuits;

namespace Study;

[QuantumCircuit(qubits: 4)]
[ZFeatureMap]
[RealAmplitudes(Reps = 1)]
[Observable("ZZZZ")]
[Partition("ABCD")]
public sealed partial class Classifier;
