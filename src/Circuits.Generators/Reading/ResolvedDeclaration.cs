namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>A declaration whose files are read.</summary>
/// <param name="Original">The declaration as written.</param>
/// <param name="Declaration">The declaration with every layer; null if a file cannot be read.</param>
/// <param name="Findings">What is wrong with the files.</param>
public sealed record ResolvedDeclaration(Declaration Original, Declaration? Declaration, EquatableArray<Finding> Findings);
