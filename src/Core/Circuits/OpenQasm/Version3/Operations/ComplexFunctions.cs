using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Functions of complex numbers on their principal branches.</summary>
internal static class ComplexFunctions
{
    private const int LargestRepetition = 1_000;

    /// <summary>Returns the value of a function of the language; null where it has none for complex numbers.</summary>
    public static Value? Apply(string function, Complex z) => function switch
    {
        "real" => new RealValue(z.Real),
        "imag" => new RealValue(z.Imaginary),
        "abs" => new RealValue(Size(z)),
        "conj" => new ComplexValue(Complex.Conjugate(z)),
        "exp" => new ComplexValue(Exp(z)),
        "log" => new ComplexValue(Log(z)),
        "sqrt" => new ComplexValue(Power(z, 0.5)),
        "cos" => new ComplexValue((Exp(Complex.ImaginaryOne * z) + Exp(-Complex.ImaginaryOne * z)) / 2),
        "sin" => new ComplexValue((Exp(Complex.ImaginaryOne * z) - Exp(-Complex.ImaginaryOne * z)) / new Complex(0, 2)),
        _ => null,
    };

    /// <summary>Returns a power; whole ones by repetition.</summary>
    public static Complex Power(Complex @base, Complex exponent)
    {
        double whole = exponent.Real;
        if (exponent.Imaginary != 0 || Math.Floor(whole) != whole || Math.Abs(whole) > LargestRepetition)
        {
            return @base == Complex.Zero ? Complex.Zero : Exp(exponent * Log(@base));
        }

        Complex power = Complex.One;
        for (int i = 0; i < Math.Abs(whole); i++)
        {
            power *= @base;
        }

        return whole < 0 ? Complex.One / power : power;
    }

    private static Complex Exp(Complex z)
    {
        double size = Elementary.Exp(z.Real);
        return new(size * Elementary.Cos(z.Imaginary), size * Elementary.Sin(z.Imaginary));
    }

    private static Complex Log(Complex z) => z == Complex.Zero
        ? throw new CircuitException("the logarithm of 0 has no value; give another number")
        : new(Elementary.Log(Size(z)), Elementary.Atan2(z.Imaginary, z.Real));

    private static double Size(Complex z) => Math.Sqrt((z.Real * z.Real) + (z.Imaginary * z.Imaginary));
}
