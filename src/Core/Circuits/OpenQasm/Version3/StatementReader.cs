namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads the statements of version 3 one by one, without knowing what names stand for.</summary>
internal sealed partial class StatementReader
{
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly Grammar _grammar;
    private readonly Nesting _nesting;
    private readonly ExpressionReader _expressions;

    public StatementReader(SourceText source)
    {
        _source = source;
        _scanner = new(source, isVersion3: true);
        _grammar = new(source, _scanner);
        _nesting = new(source);
        _expressions = new(_grammar, _nesting);
    }

    /// <summary>Reads the version if there is one.</summary>
    public void ReadVersion()
    {
        if (!_expressions.IsWord("OPENQASM"))
        {
            return;
        }

        _scanner.Advance();
        Token version = _scanner.Current;
        if (version.Kind is not (TokenKind.Integer or TokenKind.Real) || Math.Floor(NumberLiteral.GroupedReal(_source.Text, version)) != 3)
        {
            throw _source.Error(
                version.Start, $"OpenQASM version {_source.Quote(version)} is given but only 2.0 and 3 are read; write OPENQASM 3.0;");
        }

        _scanner.Advance();
        _grammar.ExpectSemicolon();
    }

    /// <summary>The next statement, or null at the end of the file.</summary>
    public StatementNode? ReadNext() => _scanner.Current.Kind == TokenKind.End ? null : Read();

    private StatementNode Read()
    {
        while (_scanner.Current.Kind == TokenKind.At)
        {
            _scanner.SkipLine();
        }

        Token token = _scanner.Current;
        switch (token.Kind)
        {
            case TokenKind.LeftBrace:
                return ReadBlock();
            case TokenKind.Identifier:
                return ReadNamed([]);
            case TokenKind.Keyword:
                return ReadKeyword(token, _source.Cut(token));
            case TokenKind.Semicolon:
                _scanner.Advance();
                return new EmptyNode(token.Start);
            default:
                throw _source.Error(
                    token.Start, $"{_source.Quote(token)} stands where a statement is expected; begin it with a keyword or a gate");
        }
    }

    private StatementNode ReadKeyword(Token token, string word)
    {
        switch (word)
        {
            case "inv" or "pow" or "ctrl" or "negctrl" or "gphase":
                return ReadNamed(ReadModifiers());
            case "qubit":
                return ReadQubits();
            case "qreg" or "creg":
                return ReadOldRegister(word == "qreg");
            case "bit" or "bool" or "int" or "uint" or "float" or "angle" or "array" or "const":
                return ReadDeclaration();
            case "input":
                return ReadInput();
            case "let":
                return ReadAlias();
            case "measure":
                return ReadMeasurement();
            case "reset":
                _scanner.Advance();
                return Ended(new ResetNode(token.Start, _expressions.ReadOperand()));
            case "barrier" or "nop" or "delay":
                return ReadBarrier(word);
            case "box":
                return ReadBox();
            case "for":
                return ReadFor();
            case "while":
                return ReadWhile();
            case "if":
                return ReadIf();
            case "switch":
                return ReadSwitch();
            case "gate":
                return ReadGate();
            case "def":
                return ReadSubroutine();
            case "include":
                return ReadInclude();
            case "pragma" or "#pragma":
                _scanner.SkipLine();
                return new EmptyNode(token.Start);
            case "OPENQASM":
                throw _source.Error(token.Start, "the version does not come first or is given twice; give it once, on top");
            default:
                throw _source.Error(token.Start, Refusal(word));
        }
    }

    private static string Refusal(string word) => word switch
    {
        "output" => "'output' is not supported; ask for expectation values instead",
        "duration" or "stretch" => $"'{word}' is not supported, as time means nothing here; remove it",
        "complex" => "'complex' is not supported; use real numbers",
        "cal" or "defcal" or "defcalgrammar" => $"'{word}' is not supported, as pulses are not; remove it and keep the gates",
        "extern" => "'extern' is not supported; compute the value before and write it as a constant or an input",
        "break" or "continue" => $"'{word}' is not supported; let the bounds of the loop end it",
        "end" => "'end' is not supported; remove what follows it",
        "return" => "'return' is not supported, only subroutines of gates are; measure into a bit outside",
        _ => $"'{word}' does not begin a statement; begin it with a keyword or a gate",
    };

    private ModifierNode[] ReadModifiers()
    {
        List<ModifierNode> modifiers = [];
        while (_scanner.Current.Kind == TokenKind.Keyword && !_expressions.IsWord("gphase"))
        {
            Token word = _scanner.Current;
            ModifierKind kind = _source.Cut(word) switch
            {
                "inv" => ModifierKind.Inverse,
                "pow" => ModifierKind.Power,
                "ctrl" => ModifierKind.Control,
                "negctrl" => ModifierKind.NegativeControl,
                _ => throw _source.Error(
                    word.Start, $"{_source.Quote(word)} stands where a gate is expected; write the gate after its modifiers"),
            };
            _scanner.Advance();
            ExpressionNode? argument = null;
            if (kind == ModifierKind.Power || (kind != ModifierKind.Inverse && _scanner.Current.Kind == TokenKind.LeftParenthesis))
            {
                _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write the exponent as pow(2) @");
                argument = _expressions.Read();
                _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the parenthesis");
            }

            _grammar.Expect(TokenKind.At, "'@'", "write modifiers as ctrl @ x q[0], q[1];");
            modifiers.Add(new(word.Start, kind, argument));
        }

        return modifiers.ToArray();
    }

    // A gate call, an assignment or the call of a subroutine.
    private StatementNode ReadNamed(ModifierNode[] modifiers)
    {
        Token name = _scanner.Current;
        bool isPhase = _expressions.IsWord("gphase");
        if (isPhase)
        {
            _scanner.Advance();
        }
        else
        {
            _grammar.Expect(TokenKind.Identifier, "a gate", "write the gate after its modifiers");
            if (modifiers.Length == 0 && _scanner.Current.Kind is TokenKind.Assign or TokenKind.CompoundAssign or TokenKind.LeftBracket)
            {
                return ReadAssignment(name);
            }
        }

        ExpressionNode[] angles = _scanner.Accept(TokenKind.LeftParenthesis)
            ? _expressions.ReadList(TokenKind.RightParenthesis, ")")
            : [];
        string called = _expressions.NameOf(name);
        if (!isPhase && modifiers.Length == 0 && _scanner.Current.Kind == TokenKind.Semicolon)
        {
            _scanner.Advance();
            return new SubroutineCallNode(name.Start, called, angles);
        }

        ExpressionNode[] operands = _scanner.Current.Kind == TokenKind.Semicolon && isPhase ? [] : ReadOperands();
        return Ended(new GateCallNode(name.Start, modifiers, called, angles, operands));
    }

    private ExpressionNode[] ReadOperands()
    {
        List<ExpressionNode> operands = [];
        do
        {
            operands.Add(_expressions.ReadOperand());
        }
        while (_scanner.Accept(TokenKind.Comma) && _scanner.Current.Kind != TokenKind.Semicolon);
        return operands.ToArray();
    }

    private AssignmentNode ReadAssignment(Token name)
    {
        ExpressionNode target = _expressions.ReadIndices(new NameNode(name.Start, _expressions.NameOf(name)));
        Token sign = _scanner.Current;
        if (sign.Kind is not (TokenKind.Assign or TokenKind.CompoundAssign))
        {
            string? word = target is IndexNode && sign.Kind == TokenKind.Identifier ? ReservedWords.Nearest(_source.Cut(name)) : null;
            _grammar.Expect(
                TokenKind.Assign, "'='",
                word is null ? "write the gate before its qubits, or assign a value" : $"did you mean '{word}' before it?");
        }

        _scanner.Advance();
        Operator? @operator = sign.Kind == TokenKind.Assign ? null : _source.Cut(sign) switch
        {
            "+=" => Operator.Add,
            "-=" => Operator.Subtract,
            "*=" => Operator.Multiply,
            "/=" => Operator.Divide,
            "%=" => Operator.Modulo,
            "**=" => Operator.Power,
            "&=" => Operator.BitAnd,
            "|=" => Operator.BitOr,
            "^=" => Operator.BitXor,
            "<<=" => Operator.ShiftLeft,
            ">>=" => Operator.ShiftRight,
            _ => throw _source.Error(sign.Start, "the sign '~=' is not supported; write b = ~b;"),
        };
        return Ended(new AssignmentNode(target.Start, target, @operator, _expressions.ReadInitial()));
    }

    private MeasureStatementNode ReadMeasurement()
    {
        MeasureNode measure = _expressions.ReadMeasure();
        ExpressionNode? target = _scanner.Accept(TokenKind.Arrow) ? _expressions.ReadOperand() : null;
        return Ended(new MeasureStatementNode(measure.Start, measure.Qubits, target));
    }

    private BarrierNode ReadBarrier(string word)
    {
        Token start = _scanner.Advance();
        if (word == "delay")
        {
            SkipBrackets();
        }

        return Ended(new BarrierNode(
            start.Start, _scanner.Current.Kind == TokenKind.Semicolon ? [] : ReadOperands(), IsDelay: word != "barrier"));
    }

    private T Ended<T>(T statement)
        where T : StatementNode
    {
        _grammar.ExpectSemicolon();
        return statement;
    }
}
