namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A declaration of a feature or weight.</summary>
internal sealed record InputNode(int Start, TypeNode Type, string Name) : StatementNode(Start);
