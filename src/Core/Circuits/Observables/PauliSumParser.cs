using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>
/// Reads Pauli sums as people write them: brackets, products, quotients by numbers, constants, letters per qubit or per index.
/// </summary>
/// <remarks>
/// From loose to tight: <c>+ -</c>, then <c>* / @</c> and factors next to each other, then signs. A factor is a number, <c>pi</c>,
/// a sum in brackets, one letter per qubit (<c>ZZII</c>, the rightmost for qubit 0) or a letter with a qubit (<c>Z0</c>, <c>Z_0</c>,
/// <c>Z[0]</c>, <c>Z(0)</c>).
/// </remarks>
internal sealed class PauliSumParser
{
    private const int DeepestNesting = 64;

    // A product of sums of a few terms each already has more terms than anybody measures.
    private const int MostTerms = 1_000_000;

    private const int MostQubits = 1_000_000;

    private readonly string _text;
    private string? _word;
    private int _position;
    private int _depth;

    private PauliSumParser(string text)
    {
        _text = text;
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The sum.</param>
    /// <param name="qubitCount">Number of qubits where only indices name them; null for as few as they need.</param>
    /// <returns>The terms in the order in which their strings first occur; none has the weight 0.</returns>
    /// <exception cref="CircuitException">The text is no sum of Pauli strings, or not real.</exception>
    public static IReadOnlyList<PauliTerm> Read(string text, int? qubitCount)
    {
        var parser = new PauliSumParser(text);
        List<PauliProduct> sum = parser.ReadSum();
        return parser._position == text.Length ? parser.Terms(sum, qubitCount) : throw parser.Unexpected();
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private List<PauliProduct> ReadSum()
    {
        List<PauliProduct> sum = ReadTerm();
        while (Current is '+' or '-')
        {
            bool isNegative = _text[_position++] == '-';
            List<PauliProduct> term = ReadTerm();
            Check(sum.Count + (long)term.Count);
            sum.AddRange(isNegative ? term.Select(p => p.Scaled(-1)) : term);
        }

        return sum;
    }

    private List<PauliProduct> ReadTerm()
    {
        List<PauliProduct> product = ReadFactor();
        while (true)
        {
            SkipBlanks();
            if (Current == '/')
            {
                int sign = _position++;
                product = Divided(product, ReadFactor(), sign);
            }
            else if (Current is '*' or '@')
            {
                _position++;
                product = Times(product, ReadFactor());
            }
            else if (IsFactorStart(Current))
            {
                product = Times(product, ReadFactor());
            }
            else
            {
                return product;
            }
        }
    }

    private List<PauliProduct> ReadFactor()
    {
        SkipBlanks();
        if (_depth >= DeepestNesting)
        {
            throw Fault(_position, $"brackets and signs nest more than {DeepestNesting} levels deep; write it with fewer");
        }

        _depth++;
        List<PauliProduct> factor = Current switch
        {
            '+' or '-' => ReadSigned(),
            '(' or '[' => ReadBracket(),
            >= '0' and <= '9' or '.' => [PauliProduct.OfNumber(ReadNumber())],
            'p' when string.CompareOrdinal(_text, _position, "pi", 0, 2) == 0 => ReadPi(),
            'I' or 'X' or 'Y' or 'Z' => [ReadPaulis()],
            _ => throw Unexpected(),
        };
        _depth--;
        return factor;
    }

    private List<PauliProduct> ReadSigned()
    {
        bool isNegative = _text[_position++] == '-';
        List<PauliProduct> factor = ReadFactor();
        return isNegative ? factor.ConvertAll(p => p.Scaled(-1)) : factor;
    }

    private List<PauliProduct> ReadBracket()
    {
        int open = _position;
        char close = _text[_position++] == '(' ? ')' : ']';
        List<PauliProduct> sum = ReadSum();
        if (Current != close)
        {
            throw Current == '\0' ? Fault(open, $"the bracket is not closed; add '{close}'") : Unexpected();
        }

        _position++;
        return sum;
    }

    private List<PauliProduct> ReadPi()
    {
        _position += 2;
        return [PauliProduct.OfNumber(Math.PI)];
    }

    // An exponent belongs to the number: 1e-3*ZZ.
    private double ReadNumber()
    {
        int start = _position;
        SkipDigits();
        if (Current == '.')
        {
            _position++;
            SkipDigits();
        }

        if (Current is 'e' or 'E')
        {
            int exponent = _position++;
            _position += Current is '+' or '-' ? 1 : 0;
            int digits = _position;
            SkipDigits();
            _position = _position == digits ? exponent : _position;
        }

        string number = _text.Substring(start, _position - start);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value)
            ? value
            : throw Fault(start, $"the number {Shown(number)} cannot be held; give a smaller one");
    }

    private PauliProduct ReadPaulis()
    {
        int start = _position;
        while (Current is 'I' or 'X' or 'Y' or 'Z')
        {
            _position++;
        }

        string letters = _text.Substring(start, _position - start);
        return letters.Length == 1 && ReadIndex() is { } qubit ? PauliProduct.OfLetter(letters[0], qubit) : OfWord(letters, start);
    }

    // The qubit after a letter, as 3, _3, [3] or (3); null where none follows.
    private int? ReadIndex()
    {
        int start = _position;
        char open = Current is '_' or '[' or '(' ? _text[_position++] : '\0';
        int digits = _position;
        SkipDigits();
        bool isIndex = _position > digits && (open is not ('[' or '(') || Current == (open == '[' ? ']' : ')'));
        if (!isIndex)
        {
            _position = start;
            return null;
        }

        string number = _text.Substring(digits, _position - digits);
        _position += open is '[' or '(' ? 1 : 0;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int qubit) && qubit < MostQubits
            ? qubit
            : throw Fault(digits, $"the index {Shown(number)} is too large; use 0 to {MostQubits - 1}");
    }

    private PauliProduct OfWord(string letters, int start)
    {
        if (char.IsDigit(Current) || Current == '_')
        {
            throw Fault(
                start, $"{Shown(letters)} is followed by '{Current}'; write one letter per qubit, as ZZ, or one per index, as Z0*Z1");
        }

        if (_word is not null && _word.Length != letters.Length)
        {
            throw new CircuitException(
                $"Pauli strings {Shown(_word)} and {Shown(letters)} have {_word.Length} and {Counted.Of(letters.Length, "letter")}; "
                + "give all terms of an observable the same length");
        }

        _word ??= letters;
        return PauliProduct.OfWord(letters);
    }

    private List<PauliProduct> Times(List<PauliProduct> left, List<PauliProduct> right)
    {
        Check((long)left.Count * right.Count);
        return [.. left.SelectMany(_ => right, (a, b) => a.Times(b))];
    }

    private List<PauliProduct> Divided(List<PauliProduct> dividend, List<PauliProduct> divisor, int sign)
    {
        if (divisor.Exists(p => !p.IsNumber))
        {
            throw Fault(sign, "the divisor holds a Pauli string; divide by a number");
        }

        double number = divisor.Sum(p => p.Weight);
        return number != 0
            ? dividend.ConvertAll(p => p.Divided(number))
            : throw Fault(sign, "the divisor is zero; divide by another number");
    }

    // Imaginary weights must cancel: X0*Y0 - Y0*X0 has one of 2i.
    private List<PauliTerm> Terms(List<PauliProduct> sum, int? qubitCount)
    {
        int needed = sum.Max(p => p.QubitCount);
        int count = _word?.Length ?? qubitCount ?? needed;
        if (needed > count)
        {
            throw Fault(0, $"qubit {needed - 1} is outside the {Counted.Of(count, "qubit")} there are; use 0 to {count - 1}");
        }

        List<PauliTerm> terms = [];
        foreach (IGrouping<(string Letters, bool IsImaginary), PauliProduct> group in sum.GroupBy(p => (p.Letters, p.IsImaginary)))
        {
            double weight = group.Sum(p => p.Weight);
            string letters = group.First().Over(count);
            if (double.IsNaN(weight) || double.IsInfinity(weight))
            {
                throw Fault(0, $"the weight of {letters} is not finite; give smaller weights");
            }

            if (weight != 0 && group.Key.IsImaginary)
            {
                throw Fault(0, $"the weight of {letters} is not real; multiply only Pauli letters of different qubits");
            }

            if (weight != 0)
            {
                terms.Add(new(weight, PauliString.Parse(letters)));
            }
        }

        return terms.Count > 0
            ? terms
            : throw Fault(0, "all weights are 0, so that its value is 0 for every circuit; give one that is not");
    }

    private void Check(long count)
    {
        if (count > MostTerms)
        {
            throw Fault(_position, $"the products make more than {MostTerms} terms; multiply shorter sums");
        }
    }

    private static bool IsFactorStart(char letter) => letter is '(' or '[' or 'p' or '.' or 'I' or 'X' or 'Y' or 'Z' or (>= '0' and <= '9');

    private void SkipBlanks()
    {
        while (char.IsWhiteSpace(Current))
        {
            _position++;
        }
    }

    private void SkipDigits()
    {
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }
    }

    private CircuitException Unexpected() => _position == _text.Length
        ? Fault(_position, "it ends where a number or a Pauli string is expected; write a sum such as 0.5*ZZII - 1.25*XIXI + ZIII")
        : Fault(
            _position,
            $"{Shown(char.IsSurrogate(Current) ? _text.Substring(_position, 2) : Current.ToString())} has no meaning there; use "
            + "numbers, the letters I, X, Y, Z and + - * / ( ), as in 0.5*ZZII - 1.25*XIXI");

    private CircuitException Fault(int position, string message) => new(string.Format(
        CultureInfo.InvariantCulture, "observable {0} cannot be read at position {1}: {2}", Shown(_text), position + 1, message));

    private static string Shown(string text) => QuotedText.Of(text);
}
