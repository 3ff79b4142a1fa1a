using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The tokens of version 3: block comments, letters of all alphabets, more numbers and signs, reserved words.</summary>
internal sealed partial class Scanner
{
    // The longest first where one begins another.
    private static readonly (string Sign, TokenKind Kind)[] Signs =
    [
        ("**=", TokenKind.CompoundAssign), ("<<=", TokenKind.CompoundAssign), (">>=", TokenKind.CompoundAssign),
        ("+=", TokenKind.CompoundAssign), ("-=", TokenKind.CompoundAssign), ("*=", TokenKind.CompoundAssign),
        ("/=", TokenKind.CompoundAssign), ("%=", TokenKind.CompoundAssign), ("&=", TokenKind.CompoundAssign),
        ("|=", TokenKind.CompoundAssign), ("^=", TokenKind.CompoundAssign), ("~=", TokenKind.CompoundAssign),
        ("->", TokenKind.Arrow), ("==", TokenKind.Equality), ("!=", TokenKind.Inequality),
        ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("<<", TokenKind.ShiftLeft), (">>", TokenKind.ShiftRight),
        ("++", TokenKind.DoublePlus), ("**", TokenKind.DoubleStar), ("&&", TokenKind.DoubleAmpersand), ("||", TokenKind.DoublePipe),
        (";", TokenKind.Semicolon), (",", TokenKind.Comma), ("(", TokenKind.LeftParenthesis), (")", TokenKind.RightParenthesis),
        ("[", TokenKind.LeftBracket), ("]", TokenKind.RightBracket), ("{", TokenKind.LeftBrace), ("}", TokenKind.RightBrace),
        ("=", TokenKind.Assign), (":", TokenKind.Colon), ("@", TokenKind.At), ("+", TokenKind.Plus), ("-", TokenKind.Minus),
        ("*", TokenKind.Star), ("/", TokenKind.Slash), ("%", TokenKind.Percent), ("^", TokenKind.Caret), ("~", TokenKind.Tilde),
        ("!", TokenKind.Exclamation), ("&", TokenKind.Ampersand), ("|", TokenKind.Pipe), ("<", TokenKind.Less), (">", TokenKind.Greater),
    ];

    private static readonly (string Sign, TokenKind Kind)[][] SignsByFirstLetter = Enumerable.Range(0, 128)
        .Select(letter => Signs.Where(s => s.Sign[0] == letter).ToArray())
        .ToArray();

    private static readonly string[] Units = ["im", "dt", "ns", "us", "µs", "μs", "ms", "s"];

    /// <summary>Passes the rest of the line on which the current token ends, as of a pragma.</summary>
    public void SkipLine()
    {
        while (_next < _text.Length && _text[_next] is not ('\n' or '\r'))
        {
            _next++;
        }

        Advance();
    }

    /// <summary>Returns the rest of the line after the current token, without passing it.</summary>
    public string RestOfLine()
    {
        int end = _text.IndexOfAny(['\n', '\r'], Current.End);
        return _text.Substring(Current.End, (end < 0 ? _text.Length : end) - Current.End).Trim();
    }

    private void SkipBlanksAndComments()
    {
        while (true)
        {
            SkipBlanks();
            if (At(_next) != '/' || At(_next + 1) != '*')
            {
                return;
            }

            int end = _text.IndexOf("*/", _next + 2, StringComparison.Ordinal);
            _next = end >= 0 ? end + 2 : throw _source.Error(_next, "a comment is not closed; end it with '*/'");
        }
    }

    private Token ScanVersion3(int start)
    {
        if (start >= _text.Length)
        {
            return new(TokenKind.End, start, start);
        }

        char first = _text[start];
        if (NameLetterAt(start) > 0)
        {
            return ScanWord(start);
        }

        if (IsDigit(first) || (first == '.' && IsDigit(At(start + 1))))
        {
            return ScanNumberVersion3(start);
        }

        return first switch
        {
            '"' or '\'' => ScanQuoted(start, first),
            '$' when IsDigit(At(start + 1)) => new(TokenKind.HardwareQubit, start, SkipDigits(start + 1)),
            '#' when string.CompareOrdinal(_text, start, "#pragma", 0, 7) == 0 => new(TokenKind.Keyword, start, start + 7),
            '#' when string.CompareOrdinal(_text, start, "#dim", 0, 4) == 0 => new(TokenKind.Dimensions, start, start + 4),
            _ => ScanSignVersion3(start, first),
        };
    }

    private Token ScanWord(int start)
    {
        int hash = NameHash.Seed;
        int end = start;
        while (true)
        {
            int length = IsDigit(At(end)) ? 1 : NameLetterAt(end);
            if (length == 0)
            {
                break;
            }

            for (int next = end + length; end < next; end++)
            {
                hash = NameHash.Next(hash, _text[end]);
            }
        }

        var word = new Token(TokenKind.Identifier, start, end, hash);
        return ReservedWords.Contains(_text, word) ? new(TokenKind.Keyword, start, end, hash) : word;
    }

    // How many UTF-16 units the letter at a place takes; 0 where none of Lu, Ll, Lt, Lm, Lo, Nl or '_' is.
    private int NameLetterAt(int position)
    {
        char letter = At(position);
        if (letter < 128)
        {
            return IsNameStart(letter) ? 1 : 0;
        }

        return CharUnicodeInfo.GetUnicodeCategory(_text, position) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber =>
                char.IsHighSurrogate(letter) ? 2 : 1,
            _ => 0,
        };
    }

    private Token ScanNumberVersion3(int start)
    {
        if (_text[start] == '0' && At(start + 1) is 'x' or 'X' or 'b' or 'B' or 'o'
            && NumberLiteral.IsDigitOf(At(start + 2), At(start + 1)))
        {
            int last = start + 2;
            while (NumberLiteral.IsDigitOf(At(last), _text[start + 1])
                || (At(last) == '_' && NumberLiteral.IsDigitOf(At(last + 1), _text[start + 1])))
            {
                last++;
            }

            return new(TokenKind.RadixInteger, start, last);
        }

        int end = SkipGroupedDigits(start);
        TokenKind kind = TokenKind.Integer;
        if (At(end) == '.')
        {
            kind = TokenKind.Real;
            end = SkipGroupedDigits(end + 1);
        }

        if (At(end) is 'e' or 'E')
        {
            int digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (IsDigit(At(digits)))
            {
                kind = TokenKind.Real;
                end = SkipGroupedDigits(digits);
            }
        }

        int unit = NameLetterAt(end) > 0 ? ScanWord(end).End - end : 0;
        return unit > 0 && Units.Any(u => u.Length == unit && string.CompareOrdinal(_text, end, u, 0, unit) == 0)
            ? new(TokenKind.Quantity, start, end + unit)
            : new(kind, start, end);
    }

    private int SkipGroupedDigits(int position)
    {
        while (IsDigit(At(position)) || (At(position) == '_' && IsDigit(At(position + 1)) && IsDigit(At(position - 1))))
        {
            position++;
        }

        return position;
    }

    private Token ScanQuoted(int start, char quote)
    {
        for (int end = start + 1; end < _text.Length && _text[end] is not ('\n' or '\r'); end++)
        {
            if (_text[end] == quote)
            {
                return new(TokenKind.String, start, end + 1);
            }
        }

        throw _source.Error(start, $"a string is not closed on its line; end it with {quote}");
    }

    private Token ScanSignVersion3(int start, char first)
    {
        foreach ((string sign, TokenKind kind) in first < 128 ? SignsByFirstLetter[first] : [])
        {
            if (string.CompareOrdinal(_text, start, sign, 0, sign.Length) == 0)
            {
                return new(kind, start, start + sign.Length);
            }
        }

        throw _source.Error(start, Foreign(first));
    }
}
