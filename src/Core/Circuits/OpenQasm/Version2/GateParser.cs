namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads <c>gate</c> and <c>opaque</c> declarations; a body may use only gates declared before.</summary>
internal sealed class GateParser
{
    private const string PhaseName = "gphase";

    private static readonly NameTable<int> NoNames = new();

    private readonly Grammar _grammar;
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly GateScope _scope;
    private readonly GateOrigin _origin;
    private readonly ExpressionParser _expressions;

    public GateParser(SourceText source, Scanner scanner, GateScope scope, GateOrigin origin)
    {
        _grammar = new(source, scanner);
        _source = source;
        _scanner = scanner;
        _scope = scope;
        _origin = origin;
        _expressions = new(source, scanner);
    }

    /// <summary>Reads what follows the word <c>gate</c>.</summary>
    public void ReadGate()
    {
        Header header = ReadHeader();
        Token brace = _grammar.Expect(TokenKind.LeftBrace, "'{'", "write the gate's body in braces");
        List<GateCall> calls = [];
        while (!_scanner.Accept(TokenKind.RightBrace))
        {
            if (_scanner.Current.Kind == TokenKind.End)
            {
                throw _source.Error(
                    _scanner.Current.Start,
                    $"the file ends inside the body of gate {_source.Quote(header.Name)} from line {_source.Locate(brace.Start).Line}; "
                    + "close it with '}'");
            }

            if (ReadCall(header) is { } call)
            {
                calls.Add(call);
            }
        }

        var gate = GateDefinition.OfBody(
            _source.Cut(header.Name), header.Parameters.Count, header.Qubits.Count, _origin, calls.ToArray());
        if (gate.Depth > Expansion.DeepestNesting)
        {
            throw _source.Error(
                header.Name.Start,
                $"gate {_source.Quote(header.Name)} nests {gate.Depth} definitions but at most {Expansion.DeepestNesting} are read; "
                + "define it by gates of the library");
        }

        _scope.Declare(gate);
    }

    /// <summary>Reads what follows the word <c>opaque</c>.</summary>
    public void ReadOpaque()
    {
        Header header = ReadHeader();
        _grammar.ExpectSemicolon();
        _scope.Declare(Known(_source.Cut(header.Name), header.Parameters.Count, header.Qubits.Count));
    }

    /// <summary>Returns whether a name is the global phase that some exporters write, which means nothing in version 2.</summary>
    public bool SkipPhase(Token name) => _source.Cut(name) == PhaseName;

    // An opaque delay takes time only; an opaque gate of the libraries is that gate.
    private static GateDefinition Known(string name, int parameterCount, int qubitCount)
    {
        GateDefinition? known = Qelib1.All.FirstOrDefault(g => g.Name == name) ?? VendorGates.Find(name);
        return name.StartsWith("delay", StringComparison.Ordinal)
                ? GateDefinition.OfBody(name, parameterCount, qubitCount, GateOrigin.File, [])
            : known is not null && known.ParameterCount == parameterCount && known.QubitCount == qubitCount ? known
            : GateDefinition.Opaque(name, parameterCount, qubitCount);
    }

    private Header ReadHeader()
    {
        Token name = _grammar.ExpectName("a gate's name");
        if (_scope.IsTaken(_source, name))
        {
            throw _source.Error(name.Start, $"gate {_source.Quote(name)} is declared already; choose another name");
        }

        NameTable<int> parameters = NoNames;
        if (_scanner.Accept(TokenKind.LeftParenthesis) && !_scanner.Accept(TokenKind.RightParenthesis))
        {
            parameters = _grammar.ReadNames("a parameter's name");
            _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the list of parameters");
        }

        return new(name, parameters, _grammar.ReadNames("a qubit's name"));
    }

    // Null for a call that does nothing, so that nothing nested in nothing takes no time.
    private GateCall? ReadCall(Header header)
    {
        Keyword keyword = Keywords.Of(_source, _scanner.Current);
        if (keyword is not (Keyword.None or Keyword.Barrier or Keyword.Reset))
        {
            throw _source.Error(
                _scanner.Current.Start,
                $"found {_source.Quote(_scanner.Current)} in the body of a gate; use only gates and barriers there");
        }

        Token name = _grammar.Expect(TokenKind.Identifier, "a gate", "use only gates and barriers in the body of a gate");
        if (keyword is Keyword.Barrier or Keyword.Reset)
        {
            int[] spanned = ReadQubits(header);
            _grammar.ExpectSemicolon();
            return keyword == Keyword.Barrier ? GateCall.Barrier(spanned) : GateCall.Reset(spanned);
        }

        if (SkipPhase(name) && !_scope.TryFind(_source, name, out _))
        {
            ReadAngles(header);
            if (_scanner.Current.Kind != TokenKind.Semicolon)
            {
                ReadQubits(header);
            }

            _grammar.ExpectSemicolon();
            return null;
        }

        GateDefinition gate = FindGate(header, name);
        Expression[] angles = ReadAngles(header);
        int[] qubits = ReadQubits(header);
        _grammar.ExpectSemicolon();
        _grammar.CheckCounts(name, gate, angles.Length, qubits.Length);
        return gate.Body is { Length: 0 } ? null : new(gate, angles, qubits);
    }

    private GateDefinition FindGate(Header header, Token name)
    {
        if (string.Equals(_source.Cut(name), _source.Cut(header.Name), StringComparison.Ordinal))
        {
            throw _source.Error(name.Start, $"gate {_source.Quote(name)} uses itself; use only gates declared before");
        }

        GateDefinition gate = _scope.Find(_source, name);
        return gate.IsOpaque ? throw UseOfOpaque(_source, name) : gate;
    }

    /// <summary>Returns the error of a gate that nothing is known about.</summary>
    public static OpenQasmException UseOfOpaque(SourceText source, Token name) => source.Error(
        name.Start, $"gate {source.Quote(name)} is opaque, so what it does is unknown; declare it with a body");

    private Expression[] ReadAngles(Header header)
    {
        List<Expression> angles = [];
        if (_scanner.Accept(TokenKind.LeftParenthesis) && !_scanner.Accept(TokenKind.RightParenthesis))
        {
            do
            {
                angles.Add(_expressions.ReadIn(header.Parameters));
            }
            while (_scanner.Accept(TokenKind.Comma));
            _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the list of angles");
        }

        return angles.ToArray();
    }

    private int[] ReadQubits(Header header)
    {
        List<int> qubits = [];
        HashSet<int> seen = [];
        do
        {
            Token name = _grammar.Expect(TokenKind.Identifier, "a qubit", "name an argument of the gate");
            if (!header.Qubits.TryFind(_source.Text, name, out int qubit))
            {
                throw _source.Error(
                    name.Start,
                    $"{_source.Quote(name)} is not a qubit of gate {_source.Quote(header.Name)}; "
                    + "use its arguments " + string.Join(", ", header.Qubits.Names.Take(8)));
            }

            if (!seen.Add(qubit))
            {
                throw _source.Error(name.Start, $"qubit {_source.Quote(name)} is used twice; give distinct qubits");
            }

            if (_scanner.Current.Kind == TokenKind.LeftBracket)
            {
                throw _source.Error(
                    _scanner.Current.Start, $"{_source.Quote(name)} is a single qubit inside a gate; remove the index");
            }

            qubits.Add(qubit);
        }
        while (_scanner.Accept(TokenKind.Comma));
        return qubits.ToArray();
    }

    private sealed class Header
    {
        public Header(Token name, NameTable<int> parameters, NameTable<int> qubits)
        {
            Name = name;
            Parameters = parameters;
            Qubits = qubits;
        }

        public Token Name { get; }

        public NameTable<int> Parameters { get; }

        public NameTable<int> Qubits { get; }
    }
}
