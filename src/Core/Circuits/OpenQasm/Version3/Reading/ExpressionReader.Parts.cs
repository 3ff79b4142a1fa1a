namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What statements take from expressions: operands, lists, ranges and types.</summary>
internal sealed partial class ExpressionReader
{
    /// <summary>Reads a qubit, a register or elements of one.</summary>
    public ExpressionNode ReadOperand()
    {
        Token token = _scanner.Current;
        if (token.Kind == TokenKind.HardwareQubit)
        {
            _scanner.Advance();
            return new HardwareQubitNode(token.Start, _source.Cut(token));
        }

        _grammar.Expect(TokenKind.Identifier, "a qubit or bit", "write q[0] or q");
        return ReadIndices(new NameNode(token.Start, NameOf(token)));
    }

    /// <summary>Reads values in braces; braces may hold braces.</summary>
    public SetNode ReadSet()
    {
        Token brace = _grammar.Expect(TokenKind.LeftBrace, "'{'", "write the values in braces");
        _nesting.Enter(brace);
        List<ExpressionNode> elements = [];
        while (_scanner.Current.Kind != TokenKind.RightBrace)
        {
            elements.Add(_scanner.Current.Kind == TokenKind.LeftBrace ? ReadSet() : Read());
            if (!_scanner.Accept(TokenKind.Comma))
            {
                break;
            }
        }

        _grammar.Expect(TokenKind.RightBrace, "'}'", "close the braces");
        _nesting.Leave();
        return new(brace.Start, elements.ToArray());
    }

    /// <summary>Reads a range without its brackets, or an expression where there is no colon.</summary>
    public ExpressionNode ReadRange()
    {
        int start = _scanner.Current.Start;
        ExpressionNode? first = IsRangeEnd() ? null : Read();
        if (!_scanner.Accept(TokenKind.Colon))
        {
            return first ?? Read();
        }

        ExpressionNode? second = IsRangeEnd() ? null : Read();
        if (!_scanner.Accept(TokenKind.Colon))
        {
            return new RangeNode(start, first, null, second);
        }

        return new RangeNode(start, first, second, IsRangeEnd() ? null : Read());
    }

    /// <summary>Reads expressions between commas up to a closing sign, which is passed; a comma may come last.</summary>
    public ExpressionNode[] ReadList(TokenKind close, string sign)
    {
        List<ExpressionNode> list = [];
        while (_scanner.Current.Kind != close)
        {
            list.Add(Read());
            if (!_scanner.Accept(TokenKind.Comma))
            {
                break;
            }
        }

        _grammar.Expect(close, $"'{sign}'", "close the list");
        return list.ToArray();
    }

    /// <summary>Reads the indices that follow a name.</summary>
    public ExpressionNode ReadIndices(ExpressionNode target)
    {
        int levels = 0;
        while (_scanner.Current.Kind == TokenKind.LeftBracket)
        {
            _nesting.Enter(_scanner.Advance());
            levels++;
            List<ExpressionNode> indices = [];
            do
            {
                indices.Add(_scanner.Current.Kind == TokenKind.LeftBrace ? ReadSet() : ReadRange());
            }
            while (_scanner.Accept(TokenKind.Comma) && _scanner.Current.Kind != TokenKind.RightBracket);
            _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
            target = new IndexNode(target.Start, target, indices.ToArray());
        }

        for (; levels > 0; levels--)
        {
            _nesting.Leave();
        }

        return target;
    }

    /// <summary>Reads a type without the name that it declares.</summary>
    public TypeNode ReadType()
    {
        Token word = _scanner.Current;
        string name = word.Kind == TokenKind.Keyword ? _source.Cut(word) : "";
        if (name == "array")
        {
            return ReadArrayType();
        }

        if (ScalarOf(name) is not { } kind)
        {
            throw _source.Error(
                word.Start, $"found {_source.Quote(word)} where a type is expected; write one such as int, float, bit[2] or qubit[2]");
        }

        _scanner.Advance();
        ExpressionNode? width = null;
        if (_scanner.Accept(TokenKind.LeftBracket))
        {
            width = kind == TypeKind.Complex ? ReadPart() : Read();
            _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
        }

        return new(word.Start, kind, width);
    }

    // The width of a complex number is the type of its parts, which does not matter.
    private ExpressionNode? ReadPart()
    {
        ReadType();
        return null;
    }

    private TypeNode ReadArrayType()
    {
        Token word = _scanner.Advance();
        _grammar.Expect(TokenKind.LeftBracket, "'['", "write the array's type as array[int, 4]");
        TypeNode element = ReadType();
        _grammar.Expect(TokenKind.Comma, "','", "write the array's type as array[int, 4]");
        if (_scanner.Current.Kind == TokenKind.Dimensions)
        {
            _scanner.Advance();
            _grammar.Expect(TokenKind.Assign, "'='", "write the number of dimensions as #dim = 1");
            Token number = _grammar.Expect(TokenKind.Integer, "a number of dimensions", "write it as #dim = 1");
            _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
            return element with { Start = word.Start, Dimensions = (int)(NumberLiteral.Integer(_source.Text, number, 7) ?? 7) };
        }

        return element with { Start = word.Start, Lengths = ReadList(TokenKind.RightBracket, "]") };
    }

    /// <summary>Returns the scalar type that a word names, or null.</summary>
    public static TypeKind? ScalarOf(string word) => word switch
    {
        "bit" => TypeKind.Bit,
        "bool" => TypeKind.Boolean,
        "int" => TypeKind.Integer,
        "uint" => TypeKind.Unsigned,
        "float" => TypeKind.Float,
        "angle" => TypeKind.Angle,
        "complex" => TypeKind.Complex,
        "duration" or "stretch" => TypeKind.Duration,
        "qubit" => TypeKind.Qubit,
        _ => null,
    };

    private bool IsRangeEnd() => _scanner.Current.Kind is TokenKind.Colon or TokenKind.RightBracket or TokenKind.Comma;
}
