namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A choice by a value.</summary>
internal sealed record SwitchNode(int Start, ExpressionNode Value, SwitchCase[] Cases) : StatementNode(Start);
