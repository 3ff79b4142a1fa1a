namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A statement as it was written.</summary>
/// <param name="Start">The offset in the text that messages about it name.</param>
internal abstract record StatementNode(int Start);
