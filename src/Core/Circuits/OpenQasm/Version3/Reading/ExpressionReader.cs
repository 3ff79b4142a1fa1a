namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads the expressions of version 3.</summary>
/// <remarks>
/// From loose to tight: <c>||</c>, <c>&amp;&amp;</c>, <c>|</c>, <c>^</c>, <c>&amp;</c>, equality, comparison, shifts, <c>+ -</c>,
/// <c>* / %</c>, signs, <c>**</c>, index and call; only <c>**</c> groups to the right. OpenQASM 3, "Classical instructions".
/// </remarks>
internal sealed partial class ExpressionReader
{
    private static readonly Operator[][] Levels =
    [
        [Operator.Or],
        [Operator.And],
        [Operator.BitOr],
        [Operator.BitXor],
        [Operator.BitAnd],
        [Operator.Equal, Operator.NotEqual],
        [Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual],
        [Operator.ShiftLeft, Operator.ShiftRight],
        [Operator.Add, Operator.Subtract],
        [Operator.Multiply, Operator.Divide, Operator.Modulo],
    ];

    private readonly Grammar _grammar;
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly Nesting _nesting;
    private readonly NameTable<string> _names = new();

    public ExpressionReader(Grammar grammar, Nesting nesting)
    {
        _grammar = grammar;
        _source = grammar.Source;
        _scanner = grammar.Scanner;
        _nesting = nesting;
    }

    /// <summary>Reads an expression.</summary>
    public ExpressionNode Read()
    {
        _nesting.Enter(_scanner.Current);
        ExpressionNode node = ReadChain();
        _nesting.Leave();
        return node;
    }

    /// <summary>Reads registers between <c>++</c>, or names of qubits or bits in braces.</summary>
    public ExpressionNode ReadConcatenation()
    {
        ExpressionNode first = _scanner.Current.Kind == TokenKind.LeftBrace ? ReadSet() : Read();
        if (_scanner.Current.Kind != TokenKind.DoublePlus)
        {
            return first;
        }

        List<ExpressionNode> parts = [first];
        while (_scanner.Accept(TokenKind.DoublePlus))
        {
            parts.Add(Read());
        }

        return new ConcatenationNode(first.Start, parts.ToArray());
    }

    /// <summary>Reads what may initialise a variable: an array in braces, a measurement or an expression.</summary>
    public ExpressionNode ReadInitial() => _scanner.Current.Kind == TokenKind.LeftBrace ? ReadSet()
        : IsWord("measure") ? ReadMeasure()
        : ReadConcatenation();

    /// <summary>Reads a measurement from the word <c>measure</c> on.</summary>
    public MeasureNode ReadMeasure()
    {
        Token word = _scanner.Advance();
        return new(word.Start, ReadOperand());
    }

    /// <summary>Returns the text of a name, one object for all its uses.</summary>
    public string NameOf(Token token)
    {
        if (!_names.TryFind(_source.Text, token, out string name))
        {
            name = _source.Cut(token);
            _names.Set(name, name);
        }

        return name;
    }

    /// <summary>Returns whether the current token is this reserved word.</summary>
    public bool IsWord(string word)
    {
        Token token = _scanner.Current;
        return token.Kind == TokenKind.Keyword && token.End - token.Start == word.Length
            && string.CompareOrdinal(_source.Text, token.Start, word, 0, word.Length) == 0;
    }

    // Precedence climbing without a frame for each level: operands and operators wait on two stacks.
    private ExpressionNode ReadChain()
    {
        ExpressionNode first = ReadSigned();
        if (BinaryOf(_scanner.Current.Kind) is null)
        {
            return first;
        }

        List<ChainLink> links = [];
        while (BinaryOf(_scanner.Current.Kind) is { } sign)
        {
            Token token = _scanner.Advance();
            links.Add(new(sign, token.Start, ReadSigned()));
        }

        return Group(first, links);
    }

    // Splits a flat list of operands at its loosest operators, level by level; each pass joins the operands of one level.
    private static ExpressionNode Group(ExpressionNode first, List<ChainLink> links)
    {
        for (int level = Levels.Length - 1; level >= 0 && links.Count > 0; level--)
        {
            List<ChainLink> looser = [];
            List<ChainLink> joined = [];
            ExpressionNode head = first;
            Operator? before = null;
            int beforeStart = 0;
            foreach (ChainLink link in links)
            {
                if (Array.IndexOf(Levels[level], link.Operator) >= 0)
                {
                    joined.Add(link);
                    continue;
                }

                Close();
                before = link.Operator;
                beforeStart = link.Start;
                head = link.Operand;
            }

            Close();
            links = looser;

            void Close()
            {
                ExpressionNode operand = joined.Count == 0 ? head : new ChainNode(head.Start, head, joined.ToArray());
                joined.Clear();
                if (before is { } sign)
                {
                    looser.Add(new(sign, beforeStart, operand));
                }
                else
                {
                    first = operand;
                }
            }
        }

        return first;
    }

    private static Operator? BinaryOf(TokenKind kind) => kind switch
    {
        TokenKind.DoublePipe => Operator.Or,
        TokenKind.DoubleAmpersand => Operator.And,
        TokenKind.Pipe => Operator.BitOr,
        TokenKind.Caret => Operator.BitXor,
        TokenKind.Ampersand => Operator.BitAnd,
        TokenKind.Equality => Operator.Equal,
        TokenKind.Inequality => Operator.NotEqual,
        TokenKind.Less => Operator.Less,
        TokenKind.LessOrEqual => Operator.LessOrEqual,
        TokenKind.Greater => Operator.Greater,
        TokenKind.GreaterOrEqual => Operator.GreaterOrEqual,
        TokenKind.ShiftLeft => Operator.ShiftLeft,
        TokenKind.ShiftRight => Operator.ShiftRight,
        TokenKind.Plus => Operator.Add,
        TokenKind.Minus => Operator.Subtract,
        TokenKind.Star => Operator.Multiply,
        TokenKind.Slash => Operator.Divide,
        TokenKind.Percent => Operator.Modulo,
        _ => null,
    };

    private ExpressionNode ReadSigned()
    {
        Token token = _scanner.Current;
        Operator? sign = token.Kind switch
        {
            TokenKind.Minus => Operator.Negate,
            TokenKind.Exclamation => Operator.Not,
            TokenKind.Tilde => Operator.BitNot,
            _ => null,
        };
        if (sign is null)
        {
            return ReadPower();
        }

        _nesting.Enter(_scanner.Advance());
        ExpressionNode operand = ReadSigned();
        _nesting.Leave();
        return new UnaryNode(token.Start, sign.Value, operand);
    }

    private ExpressionNode ReadPower()
    {
        ExpressionNode @base = ReadIndices(ReadAtom());
        if (_scanner.Current.Kind != TokenKind.DoubleStar)
        {
            return @base;
        }

        Token sign = _scanner.Advance();
        _nesting.Enter(sign);
        ExpressionNode exponent = ReadSigned();
        _nesting.Leave();
        return new ChainNode(@base.Start, @base, [new(Operator.Power, sign.Start, exponent)]);
    }
}
