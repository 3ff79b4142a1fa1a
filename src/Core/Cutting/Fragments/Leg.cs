using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One end of a cut on a fragment.</summary>
/// <param name="Cut">Index of the cut in the plan.</param>
/// <param name="Qubits">The fragment's qubits on which it acts, one per place.</param>
/// <param name="Basis">What it inserts, measures and adds to the tensor.</param>
public sealed record Leg(int Cut, EquatableArray<int> Qubits, LegBasis Basis);
