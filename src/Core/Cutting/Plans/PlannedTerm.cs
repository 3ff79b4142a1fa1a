using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A term of the observable on the fragments.</summary>
/// <param name="Coefficient">The term's weight.</param>
/// <param name="Observables">For each fragment the index of its Pauli string among the fragment's observables.</param>
public sealed record PlannedTerm(double Coefficient, EquatableArray<int> Observables);
