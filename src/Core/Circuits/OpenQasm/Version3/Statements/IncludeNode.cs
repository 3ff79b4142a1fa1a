namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An include of a library.</summary>
internal sealed record IncludeNode(int Start, string File) : StatementNode(Start);
