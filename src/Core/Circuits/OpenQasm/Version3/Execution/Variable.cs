namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A variable, constant or input.</summary>
internal sealed class Variable
{
    /// <param name="type">Its type.</param>
    /// <param name="value">Its value; 0 before the first assignment.</param>
    /// <param name="isConstant">Whether it keeps its value.</param>
    /// <param name="mask">The paths on which it was declared.</param>
    public Variable(ClassicalType type, Value value, bool isConstant, Value mask)
    {
        Type = type;
        Value = value;
        IsConstant = isConstant;
        Mask = mask;
    }

    public ClassicalType Type { get; }

    public Value Value { get; set; }

    public bool IsConstant { get; }

    /// <summary>The paths on which it was declared; on no others is it read.</summary>
    public Value Mask { get; }
}
