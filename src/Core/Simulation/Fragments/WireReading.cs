namespace CutAwareQnn.Simulation;

/// <summary>One combination of Paulis measured at the upstream ends of wires.</summary>
/// <param name="Letters">The Paulis, on the legs' qubits.</param>
/// <param name="FirstEntry">The tensor index where the entries of this reading begin.</param>
internal readonly record struct WireReading(PauliMask Letters, int FirstEntry);
