using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A fragment of a cut circuit: a connected piece, or several where only so the number of fragments is kept to.</summary>
/// <param name="Qubits">The circuit's qubits on it, ascending.</param>
/// <param name="Width">
/// Qubits that it takes, ancillas of joint cuts included; a qubit cut in time may come back as a further one. A device needs one more
/// for a gate of three or more qubits of which it has two or more.
/// </param>
/// <param name="AncillaCount">How many of these are ancillas: one for each joint cut of form <see cref="JointForm.Ancilla"/>.</param>
/// <param name="TwoQubitDepth">The most uncut gates on several qubits that wait for each other in a row.</param>
public sealed record FoundFragment(EquatableArray<int> Qubits, int Width, int AncillaCount, int TwoQubitDepth)
{
    /// <summary>The device that takes it, from 0 in the order of the limits' widths; null where all fragments have one limit.</summary>
    public int? Device { get; init; }
}
