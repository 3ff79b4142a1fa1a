namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Statements in braces with a scope of their own.</summary>
internal sealed record BlockNode(int Start, StatementNode[] Statements) : StatementNode(Start);
