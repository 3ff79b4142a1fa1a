namespace CutAwareQnn.Cutting;

/// <summary>What lies between two vertices.</summary>
/// <param name="From">One vertex.</param>
/// <param name="To">The other.</param>
/// <param name="Cost">Natural logarithm of the γ of all its cuts together.</param>
/// <param name="CutCount">How many cuts it takes.</param>
/// <param name="Saving">Qubits saved where it is not cut: one per wire.</param>
internal readonly record struct CutEdge(int From, int To, double Cost, int CutCount, int Saving);
