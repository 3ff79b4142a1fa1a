namespace CutAwareQnn.Cutting;

/// <summary>A cut with everything about it that does not depend on parameter values.</summary>
/// <param name="Cut">Where the circuit is separated.</param>
/// <param name="First">The end on the (first) gate's first qubit, or upstream on a wire.</param>
/// <param name="Second">The other end.</param>
/// <param name="Form">What replaces it.</param>
public sealed record PlannedCut(Cut Cut, CutSide First, CutSide Second, CutForm Form);
