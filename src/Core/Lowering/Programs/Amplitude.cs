namespace CutAwareQnn.Lowering;

/// <summary>A complex value of a program being built.</summary>
/// <param name="Re">Real part.</param>
/// <param name="Im">Imaginary part.</param>
public readonly record struct Amplitude(Real Re, Real Im)
{
    /// <summary>The complex conjugate.</summary>
    public Amplitude Conjugate => new(Re, -Im);

    /// <summary>The negative.</summary>
    public static Amplitude operator -(Amplitude value) => new(-value.Re, -value.Im);

    /// <summary>Creates the negative; for languages without operators.</summary>
    public static Amplitude Negate(Amplitude value) => -value;
}
