namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The end of a loop from inside.</summary>
internal sealed record BreakNode(int Start) : StatementNode(Start);
