namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>An OpenQASM file among the project's additional files.</summary>
/// <param name="Path">Its path, with slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record ProgramFile(string Path, string Text);
