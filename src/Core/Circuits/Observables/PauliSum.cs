using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>An observable: a real-weighted sum of Pauli strings of one length.</summary>
/// <example>
/// <code>
/// PauliSum observable = PauliSum.Parse("0.5*ZI - 0.25*IX");
/// Console.WriteLine(observable.Terms[1].String);    // IX
/// Console.WriteLine(observable.OneNorm);    // 0.75
/// </code>
/// </example>
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
                    + $"{Counted.Of(term.String.QubitCount, "letter")}; give all terms of an observable the same length");
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

    /// <summary>Creates the observable of one Pauli string with weight 1.</summary>
    public static PauliSum Of(PauliString pauli) => new([new PauliTerm(1, pauli)]);

    /// <summary>Reads a sum such as <c>0.5*ZZII - 1.25*XIXI + ZIII</c> or <c>(Z0*Z3 + X1)/2 - 1</c>.</summary>
    /// <param name="text">
    /// Numbers, <c>pi</c>, Pauli strings with one letter per qubit (the rightmost for qubit 0) or letters with a qubit as <c>Z0</c>,
    /// between <c>+ - * / @ ( )</c>; a number alone stays a multiple of the identity.
    /// </param>
    /// <param name="qubitCount">Number of qubits of a text that names them by indices only; null for as few as it needs.</param>
    /// <exception cref="CircuitException">
    /// The text is no real sum of Pauli strings, its strings have different lengths, or all of its weights are 0.
    /// </exception>
    public static PauliSum Parse(string text, int? qubitCount = null) => new(PauliSumParser.Read(text, qubitCount));

    /// <summary>Returns the text that <see cref="Parse"/> reads.</summary>
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
}
