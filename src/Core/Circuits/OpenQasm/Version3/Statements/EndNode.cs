namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The end of the program.</summary>
internal sealed record EndNode(int Start) : StatementNode(Start);
