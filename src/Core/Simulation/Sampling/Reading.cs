namespace CutAwareQnn.Simulation;

/// <summary>One reading of a variant.</summary>
/// <param name="Index">Which of the fragment's means it gives: observable × variants + variant.</param>
/// <param name="Parity">Bit mask of the signs whose product it is; not 0.</param>
public readonly record struct Reading(int Index, int Parity);
