namespace CutAwareQnn.Estimation;

/// <summary>The lowest expectation value of a forged ansatz at given circuit weights, over all weights λ of its terms.</summary>
/// <param name="Value">The value.</param>
/// <param name="State">The state that has it.</param>
/// <param name="Gradient">
/// Derivatives by the circuits' weights, the low half's first; the best λ change nothing to first order, so they are held.
/// </param>
public sealed record ForgedEnergy(double Value, ForgedState State, double[] Gradient);
