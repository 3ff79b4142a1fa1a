namespace CutAwareQnn.Lowering;

/// <summary>A value of a program being built, or its negative: a sign costs no step.</summary>
/// <param name="Index">Index of the step; step 0 is the constant 0, which has no negative.</param>
/// <param name="IsNegative">Whether the value is the step's negative.</param>
public readonly record struct Real(int Index, bool IsNegative)
{
    /// <summary>The negative.</summary>
    public static Real operator -(Real value) => value.Index == 0 ? value : value with { IsNegative = !value.IsNegative };

    /// <summary>The negative; for languages without operators.</summary>
    public static Real Negate(Real value) => -value;
}

/// <summary>A complex value of a program being built.</summary>
/// <param name="Re">Real part.</param>
/// <param name="Im">Imaginary part.</param>
public readonly record struct Amplitude(Real Re, Real Im)
{
    /// <summary>The complex conjugate.</summary>
    public Amplitude Conjugate => new(Re, -Im);

    /// <summary>The negative.</summary>
    public static Amplitude operator -(Amplitude value) => new(-value.Re, -value.Im);

    /// <summary>The negative; for languages without operators.</summary>
    public static Amplitude Negate(Amplitude value) => -value;
}
