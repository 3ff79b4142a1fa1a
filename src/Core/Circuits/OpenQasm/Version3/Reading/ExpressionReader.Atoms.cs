namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The operands of operators: numbers, names, calls and casts.</summary>
internal sealed partial class ExpressionReader
{
    private ExpressionNode ReadAtom()
    {
        Token token = _scanner.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.RadixInteger:
                _scanner.Advance();
                return new LiteralNode(
                    token.Start,
                    new IntegerValue(
                        NumberLiteral.GroupedInteger(_source.Text, token) ?? throw _source.Error(
                            token.Start, $"the integer {_source.Quote(token)} has too many digits; give a smaller one or a float")));
            case TokenKind.Real:
                _scanner.Advance();
                double real = NumberLiteral.GroupedReal(_source.Text, token);
                return Arithmetic.IsFinite(real)
                    ? new LiteralNode(token.Start, new RealValue(real))
                    : throw _source.Error(token.Start, $"the number {_source.Quote(token)} is beyond a double; give a smaller one");
            case TokenKind.Quantity:
                _scanner.Advance();
                return new LiteralNode(token.Start, QuantityOf(token));
            case TokenKind.String:
                _scanner.Advance();
                return new LiteralNode(token.Start, BitsOf(token));
            case TokenKind.LeftParenthesis:
                _scanner.Advance();
                ExpressionNode inner = Read();
                _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the parenthesis");
                return inner;
            case TokenKind.Identifier:
                _scanner.Advance();
                return _scanner.Accept(TokenKind.LeftParenthesis)
                    ? new CallNode(token.Start, NameOf(token), ReadList(TokenKind.RightParenthesis, ")"))
                    : new NameNode(token.Start, NameOf(token));
            case TokenKind.HardwareQubit:
                return ReadOperand();
            case TokenKind.Keyword:
                return ReadKeyword(token);
            default:
                throw _source.Error(
                    token.Start, $"found {_source.Quote(token)} where a value is expected; write a number, a name or an expression");
        }
    }

    private ExpressionNode ReadKeyword(Token token)
    {
        string word = _source.Cut(token);
        switch (word)
        {
            case "true" or "false":
                _scanner.Advance();
                return new LiteralNode(token.Start, BooleanValue.Of(word == "true"));
            case "pow":
                _scanner.Advance();
                _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write pow(base, exponent)");
                return new CallNode(token.Start, word, ReadList(TokenKind.RightParenthesis, ")"));
            case "measure":
                throw _source.Error(
                    token.Start, "a measurement inside an expression is not supported; write bit b = measure q; and use b");
            case "durationof":
                return ReadDurationOf(token);
        }

        if (ScalarOf(word) is null or TypeKind.Qubit && word != "array")
        {
            throw _source.Error(
                token.Start, $"found {_source.Quote(token)} where a value is expected; write a number, a name or an expression");
        }

        TypeNode type = ReadType();
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write the value to be converted in parentheses");
        ExpressionNode operand = Read();
        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the parenthesis");
        return new CastNode(token.Start, type, operand);
    }

    // The duration of the statements in braces is not computed.
    private DurationOfNode ReadDurationOf(Token token)
    {
        _scanner.Advance();
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write durationof({ ... })");
        int depth = 0;
        do
        {
            depth += _scanner.Current.Kind == TokenKind.LeftBrace ? 1 : _scanner.Current.Kind == TokenKind.RightBrace ? -1 : 0;
            if (_scanner.Advance().Kind == TokenKind.End)
            {
                throw _source.Error(token.Start, "the braces of 'durationof' are not closed; close them with '}'");
            }
        }
        while (depth > 0);
        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the parenthesis");
        return new(token.Start);
    }

    private Value QuantityOf(Token token)
    {
        string text = _source.Cut(token);
        int end = text.Length;
        while (!(text[end - 1] is (>= '0' and <= '9') or '.'))
        {
            end--;
        }

        double number = NumberLiteral.GroupedReal(_source.Text, new(TokenKind.Real, token.Start, token.Start + end));
        return text.Substring(end) switch
        {
            "im" => new ComplexValue(new(0, number)),
            "dt" => new DurationValue(0, number),
            "ns" => new DurationValue(number * 1e-9, 0),
            "ms" => new DurationValue(number * 1e-3, 0),
            "s" => new DurationValue(number, 0),
            _ => new DurationValue(number * 1e-6, 0),
        };
    }

    private BitsValue BitsOf(Token token)
    {
        List<Value> bits = [];
        for (int i = token.End - 2; i > token.Start; i--)
        {
            char letter = _source.Text[i];
            if (letter is '0' or '1')
            {
                bits.Add(BooleanValue.Of(letter == '1'));
            }
            else if (letter != '_')
            {
                throw _source.Error(token.Start, $"{_source.Quote(token)} is not a string of bits; write 0 and 1 only");
            }
        }

        return bits.Count > 0
            ? new(bits.ToArray(), IsRegister: true)
            : throw _source.Error(token.Start, "the string of bits is empty; write 0 and 1");
    }
}
