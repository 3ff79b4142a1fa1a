using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>A sum of signs that depend on an amplitude's index i: <c>Σ c·(-1)^popcount(i ∧ mask)</c>.</summary>
/// <param name="Terms">The coefficients with their masks.</param>
public sealed record SignSum(EquatableArray<SignTerm> Terms);
