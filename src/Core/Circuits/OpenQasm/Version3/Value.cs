namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What an expression stands for while the program is read.</summary>
internal abstract record Value
{
    /// <summary>How a message calls it.</summary>
    public abstract string Kind { get; }
}

/// <summary>An integer.</summary>
internal sealed record IntegerValue(long Number) : Value
{
    public override string Kind => "an integer";
}

/// <summary>A float or angle, maybe with features and weights.</summary>
internal sealed record RealValue(Angle Angle) : Value
{
    public override string Kind => "a float";
}

/// <summary>A truth value that is known.</summary>
internal sealed record BooleanValue(bool IsTrue) : Value
{
    public override string Kind => "a truth value";
}

/// <summary>Bits that are known, least significant first.</summary>
internal sealed record BitsValue(bool[] Bits, bool IsRegister) : Value
{
    public override string Kind => "bits";
}

/// <summary>Bits of the circuit, some of them measured, least significant first.</summary>
/// <param name="Bits">Their indices.</param>
/// <param name="IsRegister">Whether they are several, or a register of one.</param>
/// <param name="Form">What they are read as.</param>
internal sealed record MeasuredBits(int[] Bits, bool IsRegister, BitForm Form = BitForm.Bits) : Value
{
    public override string Kind => "measured bits";
}

/// <summary>What measured bits are read as.</summary>
internal enum BitForm
{
    /// <summary>A register.</summary>
    Bits,

    /// <summary>A number from 0.</summary>
    Unsigned,

    /// <summary>A number whose highest bit counts negative.</summary>
    Signed,
}

/// <summary>A truth value that depends on measured bits.</summary>
internal sealed record TestValue(BitFormula Formula) : Value
{
    public override string Kind => "a test of measured bits";
}

/// <summary>Qubits, or the arguments of a gate by their numbers.</summary>
internal sealed record QubitsValue(int[] Qubits, bool IsRegister) : Value
{
    public override string Kind => "qubits";
}

/// <summary>An array.</summary>
internal sealed record ArrayValue(Value[] Items) : Value
{
    public override string Kind => "an array";
}
