namespace CutAwareQnn.Cutting;

/// <summary>A bond entry's share of a joint term.</summary>
/// <param name="BondEntry">Index into the bond.</param>
/// <param name="Factor">The share is this times the bond entry.</param>
public readonly record struct TermPart(int BondEntry, double Factor);
