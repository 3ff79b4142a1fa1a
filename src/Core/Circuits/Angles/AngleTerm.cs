namespace CutAwareQnn.Circuits;

/// <summary>One term of an angle: a coefficient times a product of powers.</summary>
/// <param name="Coefficient">A finite number other than 0.</param>
/// <param name="Factors">Each base once, in order; none for a constant.</param>
public readonly record struct AngleTerm(double Coefficient, EquatableArray<AnglePower> Factors) : IComparable<AngleTerm>
{
    internal int Depth => Factors.Count == 0 ? 0 : Factors.Max(f => f.Base.Depth);

    internal long Size => 1 + Factors.Sum(f => (long)f.Base.Size);

    /// <summary>Compares by degree, then by factors, then by coefficient.</summary>
    public int CompareTo(AngleTerm other)
    {
        int order = Degree.CompareTo(other.Degree);
        for (int i = 0; order == 0 && i < Math.Min(Factors.Count, other.Factors.Count); i++)
        {
            order = Factors[i].CompareTo(other.Factors[i]);
        }

        order = order != 0 ? order : Factors.Count.CompareTo(other.Factors.Count);
        return order != 0 ? order : Coefficient.CompareTo(other.Coefficient);
    }

    internal static AngleTerm Of(AngleFactor factor) => new(1, EquatableArray<AnglePower>.Of(new AnglePower(factor, 1)));

    internal AngleTerm Times(AngleTerm other) => new(
        Coefficient * other.Coefficient,
        Factors.Concat(other.Factors)
            .GroupBy(f => f.Base)
            .Select(g => AnglePower.Of(g.Key, g.Sum(f => (long)f.Exponent)))
            .Where(f => f.Exponent != 0)
            .OrderBy(f => f)
            .ToEquatableArray());

    internal AngleTerm ToPower(int exponent) => new(
        AnglePower.Of(Coefficient, exponent),
        Factors.Select(f => AnglePower.Of(f.Base, (long)f.Exponent * exponent)).ToEquatableArray());

    // The product rule: each factor in turn is differentiated.
    internal Angle Differentiate(Symbol symbol)
    {
        Angle sum = Angle.Zero;
        foreach (AnglePower factor in Factors)
        {
            Angle slope = factor.Base.Differentiate(symbol);
            if (!slope.IsZero)
            {
                AngleTerm lowered = Times(AngleTerm.Of(factor.Base).ToPower(-1));
                sum += slope * Angle.Of(lowered with { Coefficient = Coefficient * factor.Exponent });
            }
        }

        return sum;
    }

    internal Angle Substitute(Func<Symbol, Angle> replacement) => Factors.Aggregate(
        Angle.FromDouble(Coefficient),
        (product, f) => product * Angle.Power(f.Base.Substitute(replacement), f.Exponent));

    internal double Evaluate(Func<Symbol, double> value)
    {
        double product = Coefficient;
        foreach (AnglePower factor in Factors)
        {
            double operand = factor.Base.Evaluate(value);
            double power = factor.IsRepeated ? operand : AnglePower.Of(operand, factor.Exponent);
            for (int i = factor.IsRepeated ? factor.Exponent : 1; i > 0; i--)
            {
                product *= power;
            }
        }

        return product;
    }

    private int Degree => Factors.Sum(f => Math.Abs(f.Exponent));
}
