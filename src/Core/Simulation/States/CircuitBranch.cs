namespace CutAwareQnn.Simulation;

/// <summary>All runs that saw the same outcomes.</summary>
/// <param name="State">The unnormalised state; its squared norm is the probability.</param>
/// <param name="Bits">The classical bits at the end.</param>
public sealed record CircuitBranch(StateVector State, IReadOnlyList<bool> Bits);
