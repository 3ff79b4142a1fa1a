namespace CutAwareQnn.Circuits.Generators;

/// <summary>A file to be added to the compilation.</summary>
/// <param name="Suffix">The end of its name, after the name of the class.</param>
/// <param name="Text">Its text, with <c>\n</c>.</param>
public sealed record SourceFile(string Suffix, string Text);
