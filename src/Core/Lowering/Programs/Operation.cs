namespace CutAwareQnn.Lowering;

/// <summary>What a step of a program computes; all values are real.</summary>
public enum Operation
{
    /// <summary>The step's own number.</summary>
    Constant,

    /// <summary>Scalar input number A: a seed, or an entry of an environment.</summary>
    Scalar,

    /// <summary>The cosine of the program's angle number A.</summary>
    Cosine,

    /// <summary>The sine of the program's angle number A.</summary>
    Sine,

    /// <summary>-A.</summary>
    Negate,

    /// <summary>A + B.</summary>
    Add,

    /// <summary>A - B.</summary>
    Subtract,

    /// <summary>A·B.</summary>
    Multiply,

    /// <summary>A·B + C with one rounding.</summary>
    MultiplyAdd,

    /// <summary>C - A·B with one rounding.</summary>
    NegatedMultiplyAdd,

    /// <summary>A·B - C with one rounding.</summary>
    MultiplySubtract,
}
