namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Bits, least significant first.</summary>
/// <param name="Bits">Truth values, each known or a choice by measurements.</param>
/// <param name="IsRegister">Whether they are several, or a register of one.</param>
internal sealed record BitsValue(Value[] Bits, bool IsRegister) : Value
{
    public override string Kind => "bits";

    /// <summary>Whether no bit depends on a measurement.</summary>
    public bool IsKnown => Array.TrueForAll(Bits, b => b is BooleanValue);
}
