namespace CutAwareQnn.Lowering;

/// <summary>A value of a program being built, or its negative: a sign costs no step.</summary>
/// <param name="Index">Index of the step; step 0 is the constant 0, which has no negative.</param>
/// <param name="IsNegative">Whether the value is the step's negative.</param>
public readonly record struct Real(int Index, bool IsNegative)
{
    /// <summary>The negative.</summary>
    public static Real operator -(Real value) => value.Index == 0 ? value : value with { IsNegative = !value.IsNegative };

    /// <summary>Creates the negative; for languages without operators.</summary>
    public static Real Negate(Real value) => -value;
}
