namespace CutAwareQnn.Estimation;

/// <summary>A fragment's circuit in a drawn joint term.</summary>
/// <param name="Fragment">Index of the fragment.</param>
/// <param name="Observable">Index of the Pauli string measured on it.</param>
/// <param name="Operations">For each leg of the fragment the index of the operation in its place.</param>
internal sealed record DrawnRun(int Fragment, int Observable, int[] Operations);
