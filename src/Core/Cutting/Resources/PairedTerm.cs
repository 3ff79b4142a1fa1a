using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One joint term of a <see cref="PairedExpansion"/>.</summary>
/// <param name="Coefficient">Its quasi-probability.</param>
/// <param name="Circuit">The circuit: gates and conditions within processors, the preparation of shared pairs, and bits that cross.</param>
/// <param name="SignBits">Classical bits; the result's sign is (-1) to the parity of their values.</param>
public sealed record PairedTerm(double Coefficient, Circuit Circuit, EquatableArray<int> SignBits);
