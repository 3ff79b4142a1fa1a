namespace CutAwareQnn.Circuits;

/// <summary>A factor of a term with its exponent.</summary>
/// <param name="Base">What is raised.</param>
/// <param name="Exponent">Not 0, at most <see cref="LargestExponent"/> in absolute value.</param>
public readonly record struct AnglePower(AngleFactor Base, int Exponent) : IComparable<AnglePower>
{
    /// <summary>The largest exponent of an integer power.</summary>
    public const int LargestExponent = 1_000;

    private const int LargestRepetition = 4;

    /// <summary>
    /// Whether it is evaluated by repeating its symbol in the product: small positive powers of symbols, as in polynomials.
    /// </summary>
    public bool IsRepeated => Base is SymbolFactor && Exponent is > 0 and <= LargestRepetition;

    /// <summary>Compares by base, then by exponent.</summary>
    public int CompareTo(AnglePower other)
    {
        int order = Base.CompareTo(other.Base);
        return order != 0 ? order : Exponent.CompareTo(other.Exponent);
    }

    /// <summary>Computes an integer power of a number by repeated squaring.</summary>
    /// <param name="value">The base; 0 to a negative power is infinite.</param>
    /// <param name="exponent">Any integer.</param>
    public static double Of(double value, int exponent)
    {
        double power = 1;
        double square = value;
        for (long rest = Math.Abs((long)exponent); rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                power *= square;
            }

            square *= square;
        }

        return exponent < 0 ? 1 / power : power;
    }

    internal static AnglePower Of(AngleFactor @base, long exponent) => Math.Abs(exponent) <= LargestExponent
        ? new(@base, (int)exponent)
        : throw new CircuitException($"an angle holds the power {exponent}; give exponents of at most {LargestExponent}");
}
