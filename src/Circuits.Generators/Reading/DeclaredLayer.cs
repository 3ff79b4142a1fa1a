namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>A layer and how it is written in code.</summary>
/// <param name="Layer">The layer; null until its file is read.</param>
/// <param name="Text">An expression for the layer in C#.</param>
/// <param name="File">The file that holds it, as named in the attribute; null for all others.</param>
/// <param name="Place">The key of its attribute among the places.</param>
public sealed record DeclaredLayer(Layer? Layer, string Text, string? File, string Place);
