namespace CutAwareQnn.Circuits;

/// <summary>A gate that undoes another.</summary>
/// <param name="Gate">The inverse gate.</param>
/// <param name="Angles">Its angles.</param>
/// <param name="ReversesQubits">Whether it takes the qubits in the opposite order.</param>
public sealed record GateInverse(Gate Gate, EquatableArray<Angle> Angles, bool ReversesQubits = false);
