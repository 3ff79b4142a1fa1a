namespace CutAwareQnn.Circuits;

/// <summary>How often a gate occurs.</summary>
/// <param name="Name">The gate's name in OpenQASM.</param>
/// <param name="Count">At least 1.</param>
public readonly record struct GateCount(string Name, int Count);
