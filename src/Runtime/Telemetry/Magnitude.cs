namespace CutAwareQnn.Runtime;

/// <summary>A positive number that may be far too large for a double: what a count or an overhead is that grows with 9^k.</summary>
/// <param name="Value">The number; null beyond <see cref="PlainLimit"/>.</param>
/// <param name="Log10">Its decimal logarithm.</param>
public readonly record struct Magnitude(double? Value, double Log10)
{
    /// <summary>Beyond this a number is written as its logarithm alone: a reader's product with it would overflow.</summary>
    public const double PlainLimit = 1e300;

    /// <summary>Creates a number that a double holds.</summary>
    public static Magnitude Of(double value) => new(value <= PlainLimit ? value : null, Math.Log10(value));

    /// <summary>Creates the product of factors, each positive and finite.</summary>
    public static Magnitude Product(IEnumerable<double> factors)
    {
        double product = 1;
        double log10 = 0;
        foreach (double factor in factors)
        {
            product *= factor;
            log10 += Math.Log10(factor);
        }

        return product <= PlainLimit ? Of(product) : new(null, log10);
    }

    /// <summary>Creates the sum of at least one number.</summary>
    public static Magnitude Sum(IReadOnlyCollection<Magnitude> terms)
    {
        double sum = terms.Sum(t => t.Value ?? double.PositiveInfinity);
        double largest = terms.Max(t => t.Log10);
        return sum <= PlainLimit ? Of(sum) : new(null, largest + Math.Log10(terms.Sum(t => Math.Pow(10, t.Log10 - largest))));
    }

    /// <summary>Returns the square.</summary>
    public Magnitude Square() => Value * Value is { } square && square <= PlainLimit ? Of(square) : new(null, 2 * Log10);
}
