using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Wire cuts from one fragment to another at one time whose outcomes reach the second fragment shot by shot: γ = 2^(n+1) - 1 for n
/// wires, without ancilla.
/// </summary>
/// <param name="Wires">One to three cuts, none behind another, all in the same direction.</param>
/// <remarks>Harada, Wada and Yamamoto, PRX Quantum 5, 040308, 2024, arXiv:2303.07340, theorem 3.</remarks>
public sealed record CommunicatingWireCut(EquatableArray<WireCut> Wires) : Cut;
