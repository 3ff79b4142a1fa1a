using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>An angle of a fragment's circuit that has to be bound.</summary>
/// <param name="Angle">The expression in the circuit's features and weights.</param>
/// <param name="Rule">The shift rule of the gate parameter that contains it.</param>
public sealed record Slot(Angle Angle, ShiftRule Rule);
