namespace CutAwareQnn.Circuits;

/// <summary>One shifted evaluation.</summary>
/// <param name="Coefficient">Weight of the evaluation, per radian.</param>
/// <param name="Shift">Added to the angle, in radians.</param>
public readonly record struct ShiftTerm(double Coefficient, double Shift);
