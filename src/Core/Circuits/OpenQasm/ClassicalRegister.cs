namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A named register of consecutive classical bits.</summary>
/// <param name="Name">The name that the program declares.</param>
/// <param name="First">The circuit's index of element 0.</param>
/// <param name="Count">Number of bits, at least 1.</param>
public sealed record ClassicalRegister(string Name, int First, int Count);
