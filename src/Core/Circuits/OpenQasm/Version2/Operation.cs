namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What one step of an expression does with the stack.</summary>
internal enum Operation
{
    Number,
    Parameter,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Sin,
    Cos,
    Tan,
    Exp,
    Ln,
    Sqrt,
}
