using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// A number as an expression in the bits of a string: <c>b0 ^ b1</c>, <c>2*b3 - 1</c>, <c>!(b0 | b2) &amp; b5</c>. The operators are, from
/// the weakest: <c>|</c>, <c>^</c>, <c>&amp;</c>, <c>+ -</c>, <c>*</c>, and the prefixes <c>!</c> and <c>-</c>. <c>| ^ &amp; !</c> take any
/// number but 0 as true and give 0 or 1.
/// </summary>
/// <example>
/// <code>
/// BitExpression parity = BitExpression.Parse("b0 ^ b2");
/// Console.WriteLine(parity.Evaluate(bit =&gt; bit == 2));    // 1
/// </code>
/// </example>
public sealed class BitExpression
{
    // Deeper expressions are no sensible input, and would overflow the stack.
    private const int MostDepth = 200;

    private static readonly string[] Levels = ["|", "^", "&", "+-", "*"];

    private readonly string _text;
    private readonly SortedSet<int> _qubits = [];
    private readonly Func<Func<int, bool>, double> _value;
    private int _next;
    private int _depth;

    private BitExpression(string text)
    {
        _text = text;
        _value = Binary(0);
        if (Peek() is { } rest)
        {
            throw Wrong($"'{rest}' follows a whole expression");
        }
    }

    /// <summary>The qubits whose bits occur, ascending.</summary>
    public IReadOnlyCollection<int> Qubits => _qubits;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="CircuitException">The text is no expression; the message has the place.</exception>
    public static BitExpression Parse(string text) => new(text);

    /// <summary>Computes the expression's value.</summary>
    /// <param name="bit">The bit of a qubit.</param>
    public double Evaluate(Func<int, bool> bit) => _value(bit);

    /// <inheritdoc/>
    public override string ToString() => _text;

    private Func<Func<int, bool>, double> Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Prefix();
        }

        Func<Func<int, bool>, double> left = Binary(level + 1);
        while (Peek() is { } symbol && Levels[level].Contains(symbol, StringComparison.Ordinal))
        {
            _next++;
            left = Join(symbol, left, Binary(level + 1));
        }

        return left;
    }

    private static Func<Func<int, bool>, double> Join(char symbol, Func<Func<int, bool>, double> a, Func<Func<int, bool>, double> b) =>
        symbol switch
        {
            '|' => bit => a(bit) != 0 || b(bit) != 0 ? 1 : 0,
            '^' => bit => (a(bit) != 0) != (b(bit) != 0) ? 1 : 0,
            '&' => bit => a(bit) != 0 && b(bit) != 0 ? 1 : 0,
            '+' => bit => a(bit) + b(bit),
            '-' => bit => a(bit) - b(bit),
            _ => bit => a(bit) * b(bit),
        };

    private Func<Func<int, bool>, double> Prefix()
    {
        if (++_depth > MostDepth)
        {
            throw Wrong($"more than {MostDepth} brackets and prefixes are nested");
        }

        char? symbol = Peek();
        _next += symbol is '!' or '-' or '(' ? 1 : 0;
        Func<Func<int, bool>, double> value = symbol switch
        {
            '!' => Not(Prefix()),
            '-' => Minus(Prefix()),
            '(' => Bracketed(),
            'b' => Bit(),
            _ => Number(),
        };
        _depth--;
        return value;
    }

    private static Func<Func<int, bool>, double> Not(Func<Func<int, bool>, double> a) => bit => a(bit) == 0 ? 1 : 0;

    private static Func<Func<int, bool>, double> Minus(Func<Func<int, bool>, double> a) => bit => -a(bit);

    private Func<Func<int, bool>, double> Bracketed()
    {
        Func<Func<int, bool>, double> inner = Binary(0);
        if (Peek() != ')')
        {
            throw Wrong("a bracket is not closed");
        }

        _next++;
        return inner;
    }

    private Func<Func<int, bool>, double> Bit()
    {
        _next++;
        if (!int.TryParse(Take(char.IsAsciiDigit), NumberStyles.None, CultureInfo.InvariantCulture, out int qubit))
        {
            throw Wrong("'b' is followed by no number of a qubit");
        }

        _qubits.Add(qubit);
        return bit => bit(qubit) ? 1 : 0;
    }

    private Func<Func<int, bool>, double> Number()
    {
        string digits = Take(c => char.IsAsciiDigit(c) || c == '.');
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            || !double.IsFinite(value))
        {
            throw Wrong(digits.Length == 0 ? "an operand is missing" : $"'{digits}' is no number");
        }

        return _ => value;
    }

    private string Take(Func<char, bool> isPart)
    {
        int start = _next;
        while (_next < _text.Length && isPart(_text[_next]))
        {
            _next++;
        }

        return _text[start.._next];
    }

    private char? Peek()
    {
        while (_next < _text.Length && _text[_next] == ' ')
        {
            _next++;
        }

        return _next < _text.Length ? _text[_next] : null;
    }

    private CircuitException Wrong(string what) => new(
        $"expression '{_text}': {what} at character {_next + 1}; write bits as b0, numbers, ! - * + & ^ | and brackets, e.g. b0 ^ b1");
}
