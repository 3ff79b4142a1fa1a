namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Statements that hold others.</summary>
internal sealed partial class StatementReader
{
    private BlockNode ReadBox()
    {
        _scanner.Advance();
        SkipBrackets();
        return ReadBlock();
    }

    // What a time or its unit may be is of no interest.
    private void SkipBrackets()
    {
        if (_scanner.Current.Kind != TokenKind.LeftBracket)
        {
            return;
        }

        Token open = _scanner.Current;
        int depth = 0;
        do
        {
            depth += _scanner.Current.Kind == TokenKind.LeftBracket ? 1 : _scanner.Current.Kind == TokenKind.RightBracket ? -1 : 0;
            if (_scanner.Advance().Kind is TokenKind.End or TokenKind.Semicolon)
            {
                throw _source.Error(open.Start, "a bracket is not closed; close it with ']'");
            }
        }
        while (depth > 0);
    }

    private BlockNode ReadBlock()
    {
        Token brace = _grammar.Expect(TokenKind.LeftBrace, "'{'", "write the statements in braces");
        _nesting.Enter(brace);
        List<StatementNode> statements = [];
        while (!_scanner.Accept(TokenKind.RightBrace))
        {
            if (_scanner.Current.Kind == TokenKind.End)
            {
                throw _source.Error(
                    _scanner.Current.Start,
                    $"the file ends inside the block from line {_source.Locate(brace.Start).Line}; close it with '}}'");
            }

            statements.Add(Read());
        }

        _nesting.Leave();
        return new(brace.Start, statements.ToArray());
    }

    // A single statement is a block of its own; its depth counts, as in if (a) if (b) if (c) ...
    private StatementNode ReadBody()
    {
        _nesting.Enter(_scanner.Current);
        StatementNode body = Read();
        _nesting.Leave();
        return body is BlockNode or MarkedNode { Statement: BlockNode } ? body : new BlockNode(body.Start, [body]);
    }

    private ForNode ReadFor()
    {
        Token word = _scanner.Advance();
        TypeNode type = _scanner.Current.Kind == TokenKind.Identifier
            ? new(word.Start, TypeKind.Integer, null)
            : _expressions.ReadType();
        Token variable = ReadName("a loop variable");
        if (!_expressions.IsWord("in"))
        {
            throw _source.Error(
                _scanner.Current.Start,
                $"found {_source.Quote(_scanner.Current)} where 'in' is expected; write for int i in [0:3] {{ ... }}");
        }

        _scanner.Advance();
        ExpressionNode values;
        if (_scanner.Current.Kind == TokenKind.LeftBrace)
        {
            values = _expressions.ReadSet();
        }
        else if (_scanner.Accept(TokenKind.LeftBracket))
        {
            values = _expressions.ReadRange();
            _grammar.Expect(TokenKind.RightBracket, "']'", "close the range");
            if (values is not RangeNode { From: not null, To: not null })
            {
                throw _source.Error(values.Start, "the loop's range has no beginning or no end; write it as [0:3] or [0:2:8]");
            }
        }
        else
        {
            values = _expressions.Read();
        }

        return new(word.Start, type, _expressions.NameOf(variable), values, ReadBody());
    }

    private WhileNode ReadWhile()
    {
        Token word = _scanner.Advance();
        ExpressionNode condition = ReadCondition("while (i < 4) { ... }");
        return new(word.Start, condition, ReadBody());
    }

    private IfNode ReadIf()
    {
        Token word = _scanner.Advance();
        ExpressionNode condition = ReadCondition("if (c == 1) { ... }");
        StatementNode then = ReadBody();
        if (!_expressions.IsWord("else"))
        {
            return new(word.Start, condition, then, null);
        }

        _scanner.Advance();
        return new(word.Start, condition, then, ReadBody());
    }

    private SwitchNode ReadSwitch()
    {
        Token word = _scanner.Advance();
        ExpressionNode value = ReadCondition("switch (c) { case 0 { ... } }");
        _grammar.Expect(TokenKind.LeftBrace, "'{'", "write the cases in braces");
        List<SwitchCase> cases = [];
        while (!_scanner.Accept(TokenKind.RightBrace))
        {
            bool isDefault = _expressions.IsWord("default");
            if (!isDefault && !_expressions.IsWord("case"))
            {
                throw _source.Error(
                    _scanner.Current.Start, $"found {_source.Quote(_scanner.Current)} where a case is expected; write case 1 {{ ... }}");
            }

            Token label = _scanner.Advance();
            if (cases.Count > 0 && cases[cases.Count - 1].Labels.Length == 0)
            {
                throw _source.Error(label.Start, "a case follows the default; put the default last");
            }

            List<ExpressionNode> labels = [];
            while (!isDefault && (labels.Count == 0 || _scanner.Accept(TokenKind.Comma)) && _scanner.Current.Kind != TokenKind.LeftBrace)
            {
                labels.Add(_expressions.Read());
            }

            if (!isDefault && labels.Count == 0)
            {
                throw _source.Error(label.Start, "a case has no value; write case 1 { ... }");
            }

            cases.Add(new(labels.ToArray(), ReadBlock()));
        }

        return new(word.Start, value, cases.ToArray());
    }

    private ExpressionNode ReadCondition(string form)
    {
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write " + form);
        ExpressionNode condition = _expressions.Read();
        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the condition");
        return condition;
    }
}
