namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A qubit of a device by its number.</summary>
internal sealed record HardwareQubitNode(int Start, string Text) : ExpressionNode(Start);
