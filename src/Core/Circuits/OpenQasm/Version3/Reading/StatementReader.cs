namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads the statements of version 3 one by one, without knowing what names refer to.</summary>
internal sealed partial class StatementReader
{
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly Grammar _grammar;
    private readonly Nesting _nesting;
    private readonly ExpressionReader _expressions;
    private readonly CutMarkReader _marks;

    public StatementReader(SourceText source, CutMarkReader marks)
    {
        _source = source;
        _marks = marks;
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

    /// <summary>Reads the next statement, or null at the end of the file.</summary>
    public StatementNode? ReadNext() => _scanner.Current.Kind == TokenKind.End ? null : Read();

    // A mark that no statement takes is inside one.
    private StatementNode Read()
    {
        int start = _scanner.Current.Start;
        IReadOnlyList<CutMarkText> marks = _marks.Before(start);
        StatementNode statement = ReadUnmarked();
        _marks.RefuseInside(_scanner.PreviousEnd);
        return marks.Count == 0 ? statement : new MarkedNode(start, marks, statement);
    }

    private StatementNode ReadUnmarked()
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
                    token.Start, $"found {_source.Quote(token)} where a statement is expected; begin it with a keyword or a gate");
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
            case "bit" or "bool" or "int" or "uint" or "float" or "angle" or "complex" or "duration" or "stretch" or "array" or "const":
                return ReadDeclaration();
            case "output":
                _scanner.Advance();
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
            case "break" or "continue" or "end":
                _scanner.Advance();
                return Ended<StatementNode>(
                    word == "break"
                        ? new BreakNode(token.Start)
                        : word == "continue" ? new ContinueNode(token.Start) : new EndNode(token.Start));
            case "return":
                _scanner.Advance();
                return Ended(new ReturnNode(token.Start, _scanner.Current.Kind == TokenKind.Semicolon ? null : _expressions.ReadInitial()));
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
                return ReadPragma(token);
            case "OPENQASM":
                throw _source.Error(token.Start, "the version does not come first or is given twice; give it once, on top");
            default:
                throw _source.Error(token.Start, Refusal(word));
        }
    }

    private static string Refusal(string word) => word switch
    {
        "cal" or "defcal" or "defcalgrammar" => $"'{word}' is not supported, as pulses are not; remove it and keep the gates",
        "extern" => "'extern' is not supported; compute the value before and write it as a constant or an input",
        _ => $"'{word}' does not begin a statement; begin it with a keyword or a gate",
    };

    // Amazon Braket's pragmas are gates, noise, results or regions; those of others mean nothing to a simulator.
    private StatementNode ReadPragma(Token token)
    {
        string line = _scanner.RestOfLine();
        string[] words = line.Split([' ', '\t', '('], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != "braket" || words[1] is "result" or "verbatim")
        {
            _scanner.SkipLine();
            return new EmptyNode(token.Start);
        }

        return words[1] == "unitary"
            ? ReadUnitary(token)
            : throw _source.Error(
                token.Start,
                $"the pragma {QuotedText.Of(line)} is not supported, as it changes the state; remove it, or write gates in its place");
    }

    private UnitaryPragmaNode ReadUnitary(Token token)
    {
        _scanner.Advance();
        _scanner.Advance();
        _scanner.Advance();
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write the matrix as unitary([[0, 1], [1, 0]])");
        _grammar.Expect(TokenKind.LeftBracket, "'['", "write the matrix as [[0, 1], [1, 0]]");
        List<ExpressionNode[]> rows = [];
        do
        {
            _grammar.Expect(TokenKind.LeftBracket, "'['", "write each row in brackets");
            rows.Add(_expressions.ReadList(TokenKind.RightBracket, "]"));
        }
        while (_scanner.Accept(TokenKind.Comma));
        _grammar.Expect(TokenKind.RightBracket, "']'", "close the matrix");
        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the parenthesis");
        int line = _source.Locate(token.Start).Line;
        List<ExpressionNode> operands = [_expressions.ReadOperand()];
        while (_scanner.Current.Kind == TokenKind.Comma && _source.Locate(_scanner.Current.Start).Line == line)
        {
            _scanner.Advance();
            operands.Add(_expressions.ReadOperand());
        }

        return new(token.Start, rows.ToArray(), operands.ToArray());
    }

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
                    word.Start, $"found {_source.Quote(word)} where a gate is expected; write the gate after its modifiers"),
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
            _ => Operator.BitNot,
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
