namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Declarations, includes and definitions of gates and subroutines.</summary>
internal sealed partial class StatementReader
{
    private QubitDeclarationNode ReadQubits()
    {
        TypeNode type = _expressions.ReadType();
        Token name = ReadName("a register's name");
        return Ended(new QubitDeclarationNode(name.Start, _expressions.NameOf(name), type.Width));
    }

    private StatementNode ReadOldRegister(bool isQuantum)
    {
        Token word = _scanner.Advance();
        Token name = ReadName("a register's name");
        ExpressionNode? size = null;
        if (_scanner.Accept(TokenKind.LeftBracket))
        {
            size = _expressions.Read();
            _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
        }

        string text = _expressions.NameOf(name);
        return Ended<StatementNode>(isQuantum
            ? new QubitDeclarationNode(name.Start, text, size)
            : new DeclarationNode(name.Start, new(word.Start, TypeKind.Bit, size), text, null, IsConstant: false));
    }

    private DeclarationNode ReadDeclaration()
    {
        bool isConstant = _expressions.IsWord("const");
        if (isConstant)
        {
            _scanner.Advance();
        }

        TypeNode type = _expressions.ReadType();
        Token name = ReadName("a variable's name");
        ExpressionNode? initial = _scanner.Accept(TokenKind.Assign) ? _expressions.ReadInitial() : null;
        if (isConstant && initial is null)
        {
            throw _source.Error(name.Start, $"constant {_source.Quote(name)} has no value; give it one with '='");
        }

        return Ended(new DeclarationNode(name.Start, type, _expressions.NameOf(name), initial, isConstant));
    }

    private InputNode ReadInput()
    {
        _scanner.Advance();
        TypeNode type = _expressions.ReadType();
        Token name = ReadName("an input's name");
        return Ended(new InputNode(name.Start, type, _expressions.NameOf(name)));
    }

    private AliasNode ReadAlias()
    {
        _scanner.Advance();
        Token name = ReadName("an alias");
        _grammar.Expect(TokenKind.Assign, "'='", "write let a = q[0:2];");
        return Ended(new AliasNode(name.Start, _expressions.NameOf(name), _expressions.ReadConcatenation()));
    }

    private GateNode ReadGate()
    {
        _scanner.Advance();
        Token name = ReadName("a gate's name");
        string[] parameters = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        if (_scanner.Accept(TokenKind.LeftParenthesis) && !_scanner.Accept(TokenKind.RightParenthesis))
        {
            parameters = ReadNames("a parameter's name", names, TokenKind.RightParenthesis);
            _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the list of parameters");
        }

        string[] qubits = ReadNames("a qubit's name", names, TokenKind.LeftBrace);
        return new(name.Start, _expressions.NameOf(name), parameters, qubits, ReadBlock());
    }

    private string[] ReadNames(string what, HashSet<string> taken, TokenKind end)
    {
        List<string> names = [];
        do
        {
            Token name = ReadName(what);
            names.Add(taken.Add(_expressions.NameOf(name))
                ? _expressions.NameOf(name)
                : throw _source.Error(name.Start, $"{_source.Quote(name)} is listed twice; give each its own name"));
        }
        while (_scanner.Accept(TokenKind.Comma) && _scanner.Current.Kind != end);
        return names.ToArray();
    }

    private SubroutineNode ReadSubroutine()
    {
        _scanner.Advance();
        Token name = ReadName("a subroutine's name");
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write the parameters as (qubit a, float t)");
        List<ParameterNode> parameters = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        while (_scanner.Current.Kind != TokenKind.RightParenthesis)
        {
            bool isMutable = _expressions.IsWord("mutable");
            bool isReference = isMutable || _expressions.IsWord("readonly");
            if (isReference)
            {
                _scanner.Advance();
            }

            TypeNode type = ReadParameterType(out bool isOld);
            Token parameter = ReadName("a parameter's name");
            type = isOld ? type with { Width = ReadOldSize() } : type;
            if (!names.Add(_expressions.NameOf(parameter)))
            {
                throw _source.Error(parameter.Start, $"{_source.Quote(parameter)} is listed twice; give each its own name");
            }

            parameters.Add(
                new(
                    type,
                    _expressions.NameOf(parameter),
                    isReference || type.Lengths is not null || type.Dimensions is not null,
                    isMutable));
            if (!_scanner.Accept(TokenKind.Comma))
            {
                break;
            }
        }

        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the list of parameters");
        TypeNode? result = _scanner.Accept(TokenKind.Arrow) ? _expressions.ReadType() : null;
        return new(name.Start, _expressions.NameOf(name), parameters.ToArray(), result, ReadBlock());
    }

    // qreg a[2] and creg c[2] have their sizes after their names.
    private TypeNode ReadParameterType(out bool isOld)
    {
        Token word = _scanner.Current;
        isOld = _expressions.IsWord("qreg") || _expressions.IsWord("creg");
        if (!isOld)
        {
            return _expressions.ReadType();
        }

        bool isQuantum = _expressions.IsWord("qreg");
        _scanner.Advance();
        return new(word.Start, isQuantum ? TypeKind.Qubit : TypeKind.Bit, null);
    }

    private ExpressionNode? ReadOldSize()
    {
        if (!_scanner.Accept(TokenKind.LeftBracket))
        {
            return null;
        }

        ExpressionNode size = _expressions.Read();
        _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
        return size;
    }

    private IncludeNode ReadInclude()
    {
        _scanner.Advance();
        Token file = _grammar.Expect(TokenKind.String, "a file name in quotes", $"write include \"{StandardGates.FileName}\";");
        return Ended(new IncludeNode(file.Start, _source.Text.Substring(file.Start + 1, file.End - file.Start - 2)));
    }

    private Token ReadName(string what)
    {
        Token name = _scanner.Current;
        return name.Kind == TokenKind.Keyword
            ? throw _source.Error(name.Start, $"{_source.Quote(name)} is a word of the language and cannot be {what}; choose another name")
            : _grammar.Expect(TokenKind.Identifier, what, "write a name of letters, digits and underscores");
    }
}
