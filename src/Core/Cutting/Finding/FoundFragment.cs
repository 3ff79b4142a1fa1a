using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A connected piece of a cut circuit.</summary>
/// <param name="Qubits">The circuit's qubits on it, ascending.</param>
/// <param name="Width">Qubits of the device that it takes, ancillas included; a qubit cut in time may come back as a further one.</param>
/// <param name="AncillaCount">How many of these are ancillas: one for each joint cut of form <see cref="JointForm.Ancilla"/>.</param>
/// <param name="TwoQubitDepth">The most uncut gates on several qubits that wait for each other in a row.</param>
public sealed record FoundFragment(EquatableArray<int> Qubits, int Width, int AncillaCount, int TwoQubitDepth);
