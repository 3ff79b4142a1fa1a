namespace CutAwareQnn.Runtime;

/// <summary>A classical register as an outcome counts its bits.</summary>
/// <param name="Name">Its name; <c>bits</c> or <c>qubits</c> where the file has none.</param>
/// <param name="Size">Number of bits.</param>
public sealed record OutcomeRegister(string Name, int Size);
