namespace CutAwareQnn.Circuits;

/// <summary>A Pauli string with a real weight.</summary>
/// <param name="Coefficient">A finite number.</param>
/// <param name="String">The operator.</param>
public sealed record PauliTerm(double Coefficient, PauliString String);
