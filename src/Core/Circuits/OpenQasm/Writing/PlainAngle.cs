using System.Text;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Angles without parentheses: polynomials of inputs, multiplied out.</summary>
internal static class PlainAngle
{
    private const int MostTerms = 1_000;

    // Angles of this size come from rounding, or lose their digits in it; they are brought back by whole turns.
    private const double LargestAngle = 1_000;

    /// <summary>Returns the text of an angle.</summary>
    /// <param name="angle">Radians.</param>
    /// <param name="nameOf">The names of its symbols.</param>
    /// <exception cref="CircuitException">A function or a quotient of inputs occurs, or there are too many terms.</exception>
    public static string Of(Angle angle, Func<Symbol, string> nameOf)
    {
        if (angle.IsConstant)
        {
            double value = Math.Abs(angle.Constant) > LargestAngle ? WholeMultiple.Centred(angle.Constant, 2) : angle.Constant;
            return (value < 0 ? "-" : "") + PlainNumber.Of(Math.Abs(value));
        }

        var text = new StringBuilder();
        foreach (KeyValuePair<string, double> term in Expanded(angle, nameOf, angle).Where(t => t.Value != 0))
        {
            bool isNegative = term.Value < 0;
            double size = Math.Abs(term.Value);
            text.Append(text.Length == 0 ? isNegative ? "-" : "" : isNegative ? " - " : " + ");
            text.Append(term.Key.Length == 0 ? PlainNumber.Of(size) : size == 1 ? term.Key : $"{PlainNumber.Of(size)}*{term.Key}");
        }

        return text.Length == 0 ? "0.0" : text.ToString();
    }

    // Coefficients by the product of names, "" for the constant.
    private static SortedDictionary<string, double> Expanded(Angle sum, Func<Symbol, string> nameOf, Angle whole)
    {
        var expanded = Zero();
        foreach (AngleTerm term in sum.Terms)
        {
            SortedDictionary<string, double> product = Zero();
            product[""] = term.Coefficient;
            foreach (AnglePower factor in term.Factors)
            {
                SortedDictionary<string, double> @base = factor.Base switch
                {
                    SymbolFactor symbol => new(StringComparer.Ordinal) { [nameOf(symbol.Symbol)] = 1 },
                    SumFactor inner => Expanded(inner.Sum, nameOf, whole),
                    _ => throw NoPolynomial(whole),
                };
                for (int i = 0; i < (factor.Exponent > 0 ? factor.Exponent : throw NoPolynomial(whole)); i++)
                {
                    product = Times(product, @base, whole);
                }
            }

            foreach (KeyValuePair<string, double> item in product)
            {
                Add(expanded, item.Key, item.Value);
            }
        }

        return expanded;
    }

    private static SortedDictionary<string, double> Times(
        SortedDictionary<string, double> left, SortedDictionary<string, double> right, Angle whole)
    {
        SortedDictionary<string, double> product = Zero();
        foreach (KeyValuePair<string, double> a in left)
        {
            foreach (KeyValuePair<string, double> b in right)
            {
                IEnumerable<string> names = $"{a.Key}*{b.Key}".Split('*').Where(n => n.Length > 0).OrderBy(n => n, StringComparer.Ordinal);
                Add(product, string.Join("*", names), a.Value * b.Value);
            }
        }

        return product.Count <= MostTerms ? product : throw new CircuitException(
            $"an angle such as {Shortened(whole)} has more than {MostTerms} terms when it is multiplied out; bind its inputs with --input");
    }

    private static SortedDictionary<string, double> Zero() => new(StringComparer.Ordinal);

    private static void Add(SortedDictionary<string, double> sum, string key, double value) =>
        sum[key] = (sum.TryGetValue(key, out double before) ? before : 0) + value;

    private static CircuitException NoPolynomial(Angle whole) => new(
        $"angle {Shortened(whole)} is no polynomial of its inputs, so it cannot be written without parentheses; bind its inputs "
        + "with --input");

    private static string Shortened(Angle angle) => QuotedText.Of(angle.ToString());
}
