using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Complex arithmetic as pairs of real steps.</summary>
public sealed partial class ProgramBuilder
{
    /// <summary>The complex constant 0.</summary>
    public Amplitude Nothing => new(Zero, Zero);

    /// <summary>The complex constant 1.</summary>
    public Amplitude Unit => new(One, Zero);

    /// <summary>Returns a complex constant.</summary>
    public Amplitude Constant(Complex value) => new(Constant(value.Real), Constant(value.Imaginary));

    /// <summary>Returns e^{i·angle}.</summary>
    public Amplitude Phase(Angle angle) => new(Cosine(angle), Sine(angle));

    /// <summary>Returns the sum.</summary>
    public Amplitude Add(Amplitude a, Amplitude b) => new(Add(a.Re, b.Re), Add(a.Im, b.Im));

    /// <summary>Returns the product.</summary>
    public Amplitude Multiply(Amplitude a, Amplitude b) => new(
        Subtract(Multiply(a.Re, b.Re), Multiply(a.Im, b.Im)),
        Add(Multiply(a.Re, b.Im), Multiply(a.Im, b.Re)));

    /// <summary>Returns the product with a real value.</summary>
    public Amplitude Multiply(Real a, Amplitude b) => new(Multiply(a, b.Re), Multiply(a, b.Im));

    /// <summary>Returns the product with i^power.</summary>
    public static Amplitude Turn(Amplitude value, int power) => (power & 3) switch
    {
        0 => value,
        1 => new(-value.Im, value.Re),
        2 => -value,
        _ => new(value.Im, -value.Re),
    };
}
