namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Walks over the program one token at a time; white space and comments are skipped.</summary>
internal sealed partial class Scanner
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly bool _isVersion3;
    private int _next;

    public Scanner(SourceText source, bool isVersion3 = false)
    {
        _source = source;
        _text = source.Text;
        _isVersion3 = isVersion3;
        _next = _text.Length > 0 && _text[0] == '\uFEFF' ? 1 : 0;
        Advance();
    }

    /// <summary>The token to be read next.</summary>
    public Token Current { get; private set; }

    /// <summary>The offset after the last token that was passed; where a missing semicolon belongs.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>Passes the current token and returns it.</summary>
    public Token Advance()
    {
        Token passed = Current;
        PreviousEnd = passed.End;
        if (_isVersion3)
        {
            SkipBlanksAndComments();
            Current = ScanVersion3(_next);
        }
        else
        {
            SkipBlanks();
            Current = Scan(_next);
        }

        _next = Current.End;
        return passed;
    }

    /// <summary>Passes the current token if it is of this kind.</summary>
    public bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private static bool IsDigit(char letter) => (uint)(letter - '0') <= 9;

    private static bool IsNameStart(char letter) => (uint)((letter | 0x20) - 'a') <= 25 || letter == '_';

    private void SkipBlanks()
    {
        while (_next < _text.Length)
        {
            char letter = _text[_next];
            if (letter is ' ' or '\n' or '\r' or '\t')
            {
                _next++;
            }
            else if (letter == '/' && At(_next + 1) == '/')
            {
                while (_next < _text.Length && _text[_next] is not ('\n' or '\r'))
                {
                    _next++;
                }
            }
            else
            {
                return;
            }
        }
    }

    private Token Scan(int start)
    {
        if (start >= _text.Length)
        {
            return new(TokenKind.End, start, start);
        }

        char first = _text[start];
        if (IsNameStart(first))
        {
            return ScanName(start);
        }

        if (IsDigit(first) || (first == '.' && IsDigit(At(start + 1))))
        {
            return ScanNumber(start);
        }

        return first == '"' ? ScanString(start) : ScanSign(start, first);
    }

    private Token ScanName(int start)
    {
        int hash = NameHash.Seed;
        int end = start;
        while (end < _text.Length && (IsNameStart(_text[end]) || IsDigit(_text[end])))
        {
            hash = NameHash.Next(hash, _text[end++]);
        }

        return new(TokenKind.Identifier, start, end, hash);
    }

    // Digits, then maybe a point and digits, then maybe an exponent with at least one digit.
    private Token ScanNumber(int start)
    {
        int end = SkipDigits(start);
        TokenKind kind = TokenKind.Integer;
        if (At(end) == '.')
        {
            kind = TokenKind.Real;
            end = SkipDigits(end + 1);
        }

        if (At(end) is 'e' or 'E')
        {
            int digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (IsDigit(At(digits)))
            {
                kind = TokenKind.Real;
                end = SkipDigits(digits);
            }
        }

        return At(end) == 'j' && !IsNameStart(At(end + 1)) && !IsDigit(At(end + 1))
            ? new(TokenKind.Imaginary, start, end + 1)
            : new(kind, start, end);
    }

    private Token ScanString(int start)
    {
        for (int end = start + 1; end < _text.Length && _text[end] is not ('\n' or '\r'); end++)
        {
            if (_text[end] == '"')
            {
                return new(TokenKind.String, start, end + 1);
            }
        }

        throw _source.Error(start, "a string is not closed on its line; end it with '\"'");
    }

    private Token ScanSign(int start, char first)
    {
        char second = At(start + 1);
        (TokenKind kind, int length) = first switch
        {
            ';' => (TokenKind.Semicolon, 1),
            ',' => (TokenKind.Comma, 1),
            '(' => (TokenKind.LeftParenthesis, 1),
            ')' => (TokenKind.RightParenthesis, 1),
            '[' => (TokenKind.LeftBracket, 1),
            ']' => (TokenKind.RightBracket, 1),
            '{' => (TokenKind.LeftBrace, 1),
            '}' => (TokenKind.RightBrace, 1),
            '-' when second == '>' => (TokenKind.Arrow, 2),
            '=' when second == '=' => (TokenKind.Equality, 2),
            '+' => (TokenKind.Plus, 1),
            '-' => (TokenKind.Minus, 1),
            '*' => (TokenKind.Star, 1),
            '/' when second == '*' => throw _source.Error(start, "OpenQASM 2 has no /* */ comments; use //"),
            '/' => (TokenKind.Slash, 1),
            '^' => (TokenKind.Caret, 1),
            _ => throw _source.Error(start, Foreign(first)),
        };
        return new(kind, start, start + length);
    }

    private static string Foreign(char letter) => letter is > ' ' and < '\u007f'
        ? $"the character '{letter}' has no meaning here; remove it"
        : $"the character U+{(int)letter:X4} has no meaning here; remove it";

    private int SkipDigits(int position)
    {
        while (position < _text.Length && IsDigit(_text[position]))
        {
            position++;
        }

        return position;
    }

    private char At(int position) => position < _text.Length ? _text[position] : '\0';
}
