using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>An observable: a real-weighted sum of Pauli strings of one length.</summary>
public sealed record PauliSum
{
    /// <summary>Sums terms; equal strings are merged, in the order of first occurrence.</summary>
    /// <exception cref="CircuitException">No terms, strings of different lengths, or a weight that is not finite.</exception>
    public PauliSum(IEnumerable<PauliTerm> terms)
    {
        List<PauliTerm> all = [.. terms];
        if (all.Count == 0)
        {
            throw new CircuitException("an observable without terms has no value; give at least one Pauli string");
        }

        foreach (PauliTerm term in all)
        {
            if (double.IsNaN(term.Coefficient) || double.IsInfinity(term.Coefficient))
            {
                throw new CircuitException($"the weight of {term.String} is not finite; give a finite number");
            }

            if (term.String.QubitCount != all[0].String.QubitCount)
            {
                throw new CircuitException(
                    $"Pauli strings {all[0].String} and {term.String} have {all[0].String.QubitCount} and "
                    + $"{term.String.QubitCount} letters; give all terms of an observable the same length");
            }
        }

        Terms = all.GroupBy(t => t.String)
            .Select(g => new PauliTerm(g.Sum(t => t.Coefficient), g.Key))
            .ToEquatableArray();
        if (double.IsInfinity(OneNorm))
        {
            throw new CircuitException("the weights of the observable add up to more than a number can hold; give smaller weights");
        }
    }

    /// <summary>The terms, each string once.</summary>
    public EquatableArray<PauliTerm> Terms { get; }

    /// <summary>Number of qubits.</summary>
    public int QubitCount => Terms[0].String.QubitCount;

    /// <summary>The largest absolute value an expectation can take: the sum of the weights' absolute values.</summary>
    public double OneNorm => Terms.Sum(t => Math.Abs(t.Coefficient));

    /// <summary>The observable of one Pauli string with weight 1.</summary>
    public static PauliSum Of(PauliString pauli) => new([new PauliTerm(1, pauli)]);

    /// <summary>Reads <c>0.5*ZZII - 1.25*XIXI + ZIII</c>.</summary>
    /// <exception cref="CircuitException">The text is not of that form.</exception>
    public static PauliSum Parse(string text)
    {
        List<PauliTerm> terms = [];
        int position = 0;
        while (true)
        {
            int sign = 1;
            bool signed = false;
            for (; position < text.Length && (text[position] is '+' or '-' || char.IsWhiteSpace(text[position])); position++)
            {
                if (!char.IsWhiteSpace(text[position]))
                {
                    if (signed)
                    {
                        throw Malformed(text, position);
                    }

                    signed = true;
                    sign = text[position] == '-' ? -1 : 1;
                }
            }

            if (terms.Count > 0 && !signed)
            {
                throw Malformed(text, position);
            }

            int start = position;
            position = EndOfTerm(text, start);
            terms.Add(ParseTerm(text, start, text.Substring(start, position - start).Trim(), sign));
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (position == text.Length)
            {
                return new(terms);
            }
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (PauliTerm term in Terms)
        {
            bool negative = term.Coefficient < 0;
            double magnitude = Math.Abs(term.Coefficient);
            text.Append(text.Length == 0 ? negative ? "-" : "" : negative ? " - " : " + ");
            if (magnitude != 1)
            {
                text.Append(magnitude.ToString("R", CultureInfo.InvariantCulture)).Append('*');
            }

            text.Append(term.String.Letters);
        }

        return text.ToString();
    }

    // A sign right after an exponent's e belongs to the number: 1e-3*ZZ.
    private static int EndOfTerm(string text, int start)
    {
        int end = start;
        while (end < text.Length
            && (text[end] is not ('+' or '-') || (end > start && text[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        return end;
    }

    private static PauliTerm ParseTerm(string text, int position, string term, int sign)
    {
        int star = term.IndexOf('*');
        double weight = 1;
        if (star >= 0
            && !double.TryParse(term.Substring(0, star).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
        {
            throw Malformed(text, position);
        }

        return new(sign * weight, PauliString.Parse(term.Substring(star + 1).Trim()));
    }

    private static CircuitException Malformed(string text, int position) => new(string.Format(
        CultureInfo.InvariantCulture,
        "observable '{0}' cannot be read at position {1}; write a sum such as 0.5*ZZII - 1.25*XIXI + ZIII",
        text, position + 1));
}
