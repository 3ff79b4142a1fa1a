using CutAwareQnn.Circuits.Generators.Reading;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>A declaration with the files that were printed for it.</summary>
/// <param name="Declaration">What was declared.</param>
/// <param name="Files">The files; none if a finding is an error.</param>
/// <param name="Findings">What lowering and planning found.</param>
public sealed record CompiledDeclaration(
    Declaration Declaration, EquatableArray<SourceFile> Files, EquatableArray<Finding> Findings);
