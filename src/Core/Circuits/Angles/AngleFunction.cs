namespace CutAwareQnn.Circuits;

/// <summary>A function of one real argument that an angle may contain.</summary>
public enum AngleFunction
{
    /// <summary>The sine of radians.</summary>
    Sin,

    /// <summary>The cosine of radians.</summary>
    Cos,

    /// <summary>The tangent of radians.</summary>
    Tan,

    /// <summary>The exponential.</summary>
    Exp,

    /// <summary>The natural logarithm of a positive number.</summary>
    Ln,

    /// <summary>The square root of a number from 0.</summary>
    Sqrt,

    /// <summary>The inverse sine of [-1, 1], in [-π/2, π/2].</summary>
    Arcsin,

    /// <summary>The inverse cosine of [-1, 1], in [0, π].</summary>
    Arccos,

    /// <summary>The inverse tangent, in (-π/2, π/2).</summary>
    Arctan,
}
