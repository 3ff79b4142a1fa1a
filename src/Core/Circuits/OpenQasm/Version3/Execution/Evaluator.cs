using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Evaluates expressions while the program is read.</summary>
internal sealed partial class Evaluator
{
    private const int MostAngleTerms = 2_000;

    private readonly SourceText _source;
    private readonly Scope _scope;
    private readonly ClassicalBits _memory;
    private readonly Choices _choices;
    private readonly BitOperators _bits;
    private readonly WorkBudget _work;
    private readonly Functions _functions;
    private readonly Paths _paths;
    private Quotient _quotient;

    public Evaluator(SourceText source, Scope scope, ClassicalBits memory, Choices choices, BitOperators bits, WorkBudget work, Paths paths)
    {
        _paths = paths;
        _source = source;
        _scope = scope;
        _memory = memory;
        _choices = choices;
        _bits = bits;
        _work = work;
        _functions = new(this, choices, bits);
    }

    /// <summary>Whether a gate is being defined, whose body sees constants only.</summary>
    public bool IsInGate { get; set; }

    /// <summary>Calls a subroutine; null where there is none of this name.</summary>
    public Func<CallNode, Value?> CallSubroutine { get; set; } = _ => null;

    /// <summary>Returns the value of an expression.</summary>
    public Value Evaluate(ExpressionNode node) => node switch
    {
        LiteralNode literal => literal.Value,
        ChainNode chain => EvaluateChain(chain),
        UnaryNode unary => EvaluateUnary(unary),
        CallNode call => EvaluateCall(call),
        CastNode cast => EvaluateCast(cast),
        DurationOfNode => new DurationValue(0, 0),
        SetNode set => new ArrayValue(Array.ConvertAll(set.Elements, Evaluate)),
        RangeNode => throw _source.Error(node.Start, "a range is given where a value is expected; use it in brackets after a register"),
        MeasureNode => throw _source.Error(node.Start, "a measurement is not supported here; write bit b = measure q; and use b"),
        _ => Resolve(node) switch
        {
            Value value => _choices.Under(Mask, value),
            BitRegister bits => Read(bits),
            QubitRegister qubits => new QubitsValue(qubits.Qubits, qubits.IsRegister),
            _ => throw _source.Error(node.Start, "this name has no value; name a variable or register"),
        },
    };

    /// <summary>Returns an angle, as of a gate.</summary>
    public Angle Angle(ExpressionNode node, Quotient quotient = Quotient.Truncated)
    {
        if (node is LiteralNode { Value: RealValue literal })
        {
            return literal.Angle;
        }

        Value value = Decided(With(quotient, node));
        return At(node.Start, () => Conversion.ToAngle(value));
    }

    /// <summary>Returns an integer that is known.</summary>
    public BigInteger Integer(ExpressionNode node)
    {
        if (node is LiteralNode { Value: IntegerValue literal })
        {
            return literal.Number;
        }

        Value value = Decided(With(Quotient.Truncated, node));
        return At(node.Start, () => Conversion.ToInteger(value));
    }

    /// <summary>Returns a value that is known; else the statement is carried out for each of its values.</summary>
    public Value Decided(Value value)
    {
        value = _bits.Listed(value);
        return value is Choice ? throw new UndecidedException(value) : value;
    }

    /// <summary>Returns a size from 1, as of a register.</summary>
    public int Size(ExpressionNode node, string what)
    {
        BigInteger size = Integer(node);
        return size >= 1 && size <= Registers.MostElements ? (int)size : throw _source.Error(
            node.Start, size < 1
                ? $"{what} is {size}; give at least 1"
                : $"{what} is {size}, more than {Registers.MostElements}; give a smaller one");
    }

    /// <summary>Returns a type with its numbers evaluated.</summary>
    public ClassicalType Type(TypeNode type)
    {
        int? width = type.Width is null ? null : Size(type.Width, "the width of the type");
        return new(
            type.Kind,
            width,
            type.Dimensions is { } dimensions
                ? Enumerable.Repeat(-1, dimensions).ToEquatableArray()
                : (type.Lengths ?? []).Select(l => Size(l, "the length of the array")).ToEquatableArray());
    }

    /// <summary>Returns the lengths of an array that is declared, whether it has values or not; null for other names.</summary>
    public EquatableArray<int>? LengthsOf(NameNode node) =>
        _scope.Find(node.Name, out _) is Variable { Type.Lengths: { Count: > 0 } lengths, Value: ArrayValue }
        && lengths.All(l => l > 0) ? lengths : null;

    /// <summary>Returns the bits of an integer, an angle or a register.</summary>
    public BitsValue BitsOf(int start, Value value) => At(start, () => _bits.BitsOf(_choices.Under(Mask, value)));

    /// <summary>Returns a truth value, which may depend on measurements.</summary>
    public Value Condition(ExpressionNode node)
    {
        Value value = With(Quotient.Truncated, node);
        return At(node.Start, () => _choices.Under(Mask, _bits.ToTruth(value)));
    }

    /// <summary>Returns a value as a variable holds it.</summary>
    public Value Convert(int start, ClassicalType type, Value value)
    {
        if (type.Lengths.Count == 0)
        {
            return At(start, () => BitOperators.IsOpen(value) ? _bits.To(type, value) : Conversion.To(type, value));
        }

        if (value is not ArrayValue array || (type.Lengths[0] >= 0 && array.Items.Length != type.Lengths[0]))
        {
            string given = value is ArrayValue other ? Counted.Of(other.Items.Length, "value") : value.Kind;
            throw _source.Error(start, $"{given} cannot be {type}; give {Counted.Of(type.Lengths[0], "value")} in braces");
        }

        ClassicalType item = type with { Lengths = type.Lengths.Skip(1).ToEquatableArray() };
        _work.Charge(array.Items.Length);
        return new ArrayValue(Array.ConvertAll(array.Items, v => Convert(start, item, v)));
    }

    /// <summary>Returns the result of two values.</summary>
    public Value Binary(Operator sign, int start, Value left, Value right)
    {
        _work.ChargeRepeated(1);
        Value result = At(start, () => BitOperators.IsOpen(left) || BitOperators.IsOpen(right)
            ? _bits.Binary(sign, left, right, _quotient)
            : Operators.Binary(sign, left, right, _quotient));
        ChargeAngle(result);
        return result;
    }

    /// <summary>Computes what throws without a place; its message gets one.</summary>
    public T At<T>(int start, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (CircuitException error)
        {
            throw _source.Error(start, error.Message);
        }
        catch (OverflowException)
        {
            throw _source.Error(start, "the number is beyond 63 bits; use smaller integers or floats");
        }
    }

    /// <summary>Returns an error at a place.</summary>
    public OpenQasmException Error(int start, string message) => _source.Error(start, message);

    /// <summary>Evaluates with a way to divide integers.</summary>
    public Value With(Quotient quotient, ExpressionNode node)
    {
        Quotient outer = _quotient;
        _quotient = quotient;
        try
        {
            return Evaluate(node);
        }
        finally
        {
            _quotient = outer;
        }
    }

    /// <summary>Pays for the terms of an angle that was made.</summary>
    public void ChargeAngle(Value value)
    {
        Angle? angle = (value as RealValue)?.Angle ?? (value as AngleValue)?.Angle;
        if (angle is { IsConstant: false })
        {
            _work.Charge(angle.Size);
            if (angle.Size > MostAngleTerms)
            {
                throw _source.Error(
                    _work.Position, $"an angle holds more than {MostAngleTerms} inputs and numbers; write it shorter");
            }
        }
    }

    /// <summary>Returns the error of a name that is not declared.</summary>
    public OpenQasmException NotDeclared(int start, string name, string remedy)
    {
        string? nearest = NearestName.Of(name, _scope.Names);
        return _source.Error(
            start,
            $"{QuotedText.Of(name)} is not declared; {(nearest is null ? "" : $"did you mean '{nearest}'? Otherwise ")}{remedy}");
    }

    private Value Mask => _paths.Mask;

    private Value EvaluateChain(ChainNode chain)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Value value = Evaluate(chain.First);
        foreach (ChainLink link in chain.Links)
        {
            value = link.Operator is Operator.And or Operator.Or
                ? EvaluateShort(link, value)
                : Binary(link.Operator, link.Start, value, Evaluate(link.Operand));
        }

        return value;
    }

    // The right operand is evaluated on the paths on which the left one does not decide.
    private Value EvaluateShort(ChainLink link, Value left)
    {
        bool isAnd = link.Operator == Operator.And;
        Value truth = At(link.Start, () => _bits.ToTruth(left));
        if (truth is BooleanValue known && known.IsTrue != isAnd)
        {
            return known;
        }

        Value outer = Mask;
        _paths.Mask = _choices.And(Mask, isAnd ? truth : _choices.Not(truth));
        try
        {
            Value operand = Evaluate(link.Operand);
            Value right = At(link.Start, () => _bits.ToTruth(operand));
            return isAnd ? _choices.And(truth, right) : _choices.Or(truth, right);
        }
        finally
        {
            _paths.Mask = outer;
        }
    }

    private Value EvaluateUnary(UnaryNode unary)
    {
        _work.ChargeRepeated(1);
        Value value = Evaluate(unary.Operand);
        Value result = At(unary.Start, () => BitOperators.IsOpen(value)
            ? _bits.Unary(unary.Operator, value)
            : Operators.Unary(unary.Operator, value));
        ChargeAngle(result);
        return result;
    }

    private Value EvaluateCall(CallNode call)
    {
        _work.ChargeRepeated(1);
        Value value = CallSubroutine(call) ?? _functions.Call(call);
        ChargeAngle(value);
        return value;
    }

    private Value EvaluateCast(CastNode cast) => Convert(cast.Start, Type(cast.Type), Evaluate(cast.Operand));
}
