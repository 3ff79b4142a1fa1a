namespace CutAwareQnn.Simulation;

/// <summary>
/// One column of a <see cref="PhaseProgram"/>: received bits join the state, then H acts on some positions, then every amplitude is
/// multiplied by a phase.
/// </summary>
/// <param name="PositionCount">Number of positions in the column, received bits included.</param>
/// <param name="ReceivedCount">How many of them, the highest, join here.</param>
/// <param name="WalshMask">The positions on which H acts.</param>
/// <param name="ConstantPhases">Radians per basis state, apart from the terms.</param>
/// <param name="Terms">The phases that depend on weights.</param>
internal sealed record PhaseColumn(int PositionCount, int ReceivedCount, int WalshMask, double[] ConstantPhases, PhaseTerm[] Terms);
