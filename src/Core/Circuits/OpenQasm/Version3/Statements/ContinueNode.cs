namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The end of a round of a loop.</summary>
internal sealed record ContinueNode(int Start) : StatementNode(Start);
