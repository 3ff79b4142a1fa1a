namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A statement without effect.</summary>
internal sealed record EmptyNode(int Start) : StatementNode(Start);
