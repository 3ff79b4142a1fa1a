namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Reads angles. Constants are folded on the way, so an expression without parameters is one number when its end is reached;
/// nothing is allocated for it.
/// </summary>
/// <remarks>From loose to tight: <c>+ -</c>, <c>* /</c>, sign, <c>^</c>; <c>^</c> groups to the right: <c>-2^2</c> is -4.</remarks>
internal sealed class ExpressionParser
{
    /// <summary>Of parentheses, signs and powers in each other; five frames of the stack a level.</summary>
    private const int DeepestNesting = 256;

    private static readonly NameTable<Operation> Functions = new();

    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly List<ExpressionStep> _steps = [];
    private NameTable<int>? _parameters;
    private bool _hasImaginary;

    static ExpressionParser()
    {
        Functions.Set("sin", Operation.Sin);
        Functions.Set("cos", Operation.Cos);
        Functions.Set("tan", Operation.Tan);
        Functions.Set("exp", Operation.Exp);
        Functions.Set("ln", Operation.Ln);
        Functions.Set("sqrt", Operation.Sqrt);
        Functions.Set("pi", Operation.Number);
    }

    public ExpressionParser(SourceText source, Scanner scanner)
    {
        _source = source;
        _scanner = scanner;
    }

    /// <summary>Reads an expression without parameters.</summary>
    /// <returns>
    /// A finite number; NaN for a complex one, as exporters write for amplitudes that the gate's body does not use.
    /// </returns>
    public double ReadConstant()
    {
        int start = _scanner.Current.Start;
        _parameters = null;
        _steps.Clear();
        _hasImaginary = false;
        ReadSum(0);
        double value = _steps[0].Number;
        return Arithmetic.IsFinite(value) || _hasImaginary
            ? value
            : throw _source.Error(start, "the angle is not finite; give an expression whose value is a number of radians");
    }

    /// <summary>Reads an expression in the parameters of a gate.</summary>
    /// <param name="parameters">Their indices by name.</param>
    public Expression ReadIn(NameTable<int> parameters)
    {
        _parameters = parameters;
        _steps.Clear();
        ReadSum(0);
        return new(_steps.ToArray());
    }

    private void ReadSum(int depth)
    {
        ReadProduct(depth);
        while (_scanner.Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            Token sign = _scanner.Advance();
            ReadProduct(depth);
            AddBinary(sign.Kind == TokenKind.Plus ? Operation.Add : Operation.Subtract, sign);
        }
    }

    private void ReadProduct(int depth)
    {
        ReadSigned(depth);
        while (_scanner.Current.Kind is TokenKind.Star or TokenKind.Slash)
        {
            Token sign = _scanner.Advance();
            ReadSigned(depth);
            AddBinary(sign.Kind == TokenKind.Star ? Operation.Multiply : Operation.Divide, sign);
        }
    }

    private void ReadSigned(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw _source.Error(
                _scanner.Current.Start, $"the expression nests more than {DeepestNesting} levels deep; write it with fewer");
        }

        if (_scanner.Accept(TokenKind.Minus))
        {
            ReadSigned(depth + 1);
            AddUnary(Operation.Negate);
        }
        else if (_scanner.Accept(TokenKind.Plus))
        {
            ReadSigned(depth + 1);
        }
        else
        {
            ReadPower(depth);
        }
    }

    private void ReadPower(int depth)
    {
        ReadAtom(depth);
        if (_scanner.Current.Kind == TokenKind.Caret)
        {
            Token sign = _scanner.Advance();
            ReadSigned(depth + 1);
            AddBinary(Operation.Power, sign);
        }
    }

    private void ReadAtom(int depth)
    {
        Token token = _scanner.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Real:
                _scanner.Advance();
                _steps.Add(ExpressionStep.OfNumber(NumberLiteral.Real(_source.Text, token)));
                break;
            case TokenKind.Imaginary:
                _scanner.Advance();
                _hasImaginary = true;
                _steps.Add(ExpressionStep.OfNumber(double.NaN));
                break;
            case TokenKind.LeftParenthesis:
                ReadParenthesis(depth);
                break;
            case TokenKind.Identifier:
                ReadName(token, depth);
                break;
            default:
                throw _source.Error(
                    token.Start, $"found {_source.Quote(token)} where a number is expected; write an angle such as pi/2");
        }
    }

    private void ReadName(Token name, int depth)
    {
        _scanner.Advance();
        if (Functions.TryFind(_source.Text, name, out Operation function))
        {
            if (function == Operation.Number)
            {
                _steps.Add(ExpressionStep.OfNumber(Math.PI));
                return;
            }

            ReadParenthesis(depth);
            AddUnary(function);
        }
        else if (_parameters is not null && _parameters.TryFind(_source.Text, name, out int parameter))
        {
            _steps.Add(ExpressionStep.OfParameter(parameter));
        }
        else
        {
            throw _source.Error(
                name.Start,
                $"{_source.Quote(name)} is not a number; use numbers, pi, "
                + (_parameters is null || _parameters.Count == 0
                    ? "" : "the gate's parameters " + string.Join(", ", _parameters.Names.Take(4)) + " ")
                + "and the functions sin, cos, tan, exp, ln, sqrt");
        }
    }

    private void ReadParenthesis(int depth)
    {
        if (!_scanner.Accept(TokenKind.LeftParenthesis))
        {
            throw _source.Error(
                _scanner.Current.Start, $"{_source.Quote(_scanner.Current)} follows a function; write its argument in parentheses");
        }

        ReadSum(depth + 1);
        if (!_scanner.Accept(TokenKind.RightParenthesis))
        {
            throw _source.Error(
                _scanner.Current.Start, $"found {_source.Quote(_scanner.Current)} where ')' is expected; close the parenthesis");
        }
    }

    // In postfix order a number at the end is a whole operand, so two of them are both operands.
    private void AddBinary(Operation operation, Token sign)
    {
        int last = _steps.Count - 1;
        bool isConstant = _steps[last].Operation == Operation.Number;
        if (operation == Operation.Divide && isConstant && _steps[last].Number == 0)
        {
            throw _source.Error(sign.Start, "the divisor is zero; divide by another number");
        }

        if (isConstant && _steps[last - 1].Operation == Operation.Number)
        {
            double value = Arithmetic.Binary(operation, _steps[last - 1].Number, _steps[last].Number);
            _steps.RemoveAt(last);
            _steps[last - 1] = ExpressionStep.OfNumber(value);
        }
        else
        {
            _steps.Add(ExpressionStep.Of(operation));
        }
    }

    private void AddUnary(Operation operation)
    {
        int last = _steps.Count - 1;
        if (_steps[last].Operation == Operation.Number)
        {
            _steps[last] = ExpressionStep.OfNumber(Arithmetic.Unary(operation, _steps[last].Number));
        }
        else
        {
            _steps.Add(ExpressionStep.Of(operation));
        }
    }
}
