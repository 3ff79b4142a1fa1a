namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>A span of so many numbers per query; in scratch, of so many lanes.</summary>
internal readonly record struct KernelSpan(string Name, int Length, bool IsScratch = false);
