namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A statement after marks of cuts.</summary>
internal sealed record MarkedNode(int Start, IReadOnlyList<CutMarkText> Marks, StatementNode Statement) : StatementNode(Start);
