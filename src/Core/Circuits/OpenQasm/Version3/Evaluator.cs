using System.Runtime.CompilerServices;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Evaluates expressions while the program is read.</summary>
internal sealed partial class Evaluator
{
    private const int MostAngleTerms = 2_000;

    private readonly SourceText _source;
    private readonly Scope _scope;
    private readonly ClassicalMemory _memory;
    private readonly WorkBudget _work;
    private readonly MeasuredOperators _measured;
    private readonly Functions _functions;
    private Quotient _quotient;

    public Evaluator(SourceText source, Scope scope, ClassicalMemory memory, WorkBudget work)
    {
        _source = source;
        _scope = scope;
        _memory = memory;
        _work = work;
        _measured = new(memory);
        _functions = new(this);
    }

    /// <summary>Whether a gate is being defined, whose body sees constants only.</summary>
    public bool IsInGate { get; set; }

    /// <summary>The value of an expression.</summary>
    public Value Evaluate(ExpressionNode node) => node switch
    {
        LiteralNode literal => literal.Value,
        ChainNode chain => EvaluateChain(chain),
        UnaryNode unary => EvaluateUnary(unary),
        CallNode call => EvaluateCall(call),
        CastNode cast => EvaluateCast(cast),
        SetNode set => new ArrayValue(Array.ConvertAll(set.Elements, Evaluate)),
        RangeNode => throw _source.Error(node.Start, "a range stands where a value is expected; use it in brackets after a register"),
        MeasureNode => throw _source.Error(node.Start, "a measurement is not supported here; write bit b = measure q; and use b"),
        _ => Resolve(node) switch
        {
            Value value => value,
            BitRegister bits => Read(node.Start, bits),
            QubitRegister qubits => new QubitsValue(qubits.Qubits, qubits.IsRegister),
            _ => throw _source.Error(node.Start, "this name stands for no value; name a variable or register"),
        },
    };

    /// <summary>An angle, as of a gate.</summary>
    public Angle Angle(ExpressionNode node, Quotient quotient = Quotient.Refused)
    {
        if (node is LiteralNode { Value: RealValue literal })
        {
            return literal.Angle;
        }

        Value value = With(quotient, node);
        return At(node.Start, value, (v, _) => new RealValue(Conversion.ToAngle(v))).Angle;
    }

    /// <summary>An integer that is known.</summary>
    public long Integer(ExpressionNode node)
    {
        if (node is LiteralNode { Value: IntegerValue literal })
        {
            return literal.Number;
        }

        Value value = With(Quotient.Truncated, node);
        return At(node.Start, value, (v, _) => new IntegerValue(Conversion.ToInteger(v))).Number;
    }

    /// <summary>A size from 1, as of a register.</summary>
    public int Size(ExpressionNode node, string what)
    {
        long size = Integer(node);
        return size is >= 1 and <= Registers.MostElements ? (int)size : throw _source.Error(
            node.Start, size < 1
                ? $"{what} is {size}; give at least 1"
                : $"{what} is {size}, more than {Registers.MostElements}; give a smaller one");
    }

    /// <summary>A type with its numbers evaluated.</summary>
    public ClassicalType Type(TypeNode type)
    {
        int? width = type.Width is null ? null : Size(type.Width, "the width of the type");
        return new(type.Kind, width, (type.Lengths ?? []).Select(l => Size(l, "the length of the array")).ToEquatableArray());
    }

    /// <summary>A truth value that is known, or a test of measured bits.</summary>
    public Value Condition(ExpressionNode node)
    {
        Value value = With(Quotient.Truncated, node);
        return At(node.Start, value, (v, self) => self._measured.ToTruth(v));
    }

    /// <summary>The test that a value equals another, as of a case of a switch.</summary>
    public Value Equality(int start, Value left, Value right) => Binary(Operator.Equal, start, left, right);

    /// <summary>A value as a variable holds it, or what a variable keeps of measured bits.</summary>
    public Value Hold(int start, ClassicalType type, Value value) => type.Lengths.Count == 0 && MeasuredOperators.DependsOnBits(value)
        ? At(start, value, (v, self) => self._measured.To(type, v))
        : Convert(start, type, value);

    /// <summary>A known value as a variable holds it.</summary>
    public Value Convert(int start, ClassicalType type, Value value)
    {
        if (type.Lengths.Count == 0)
        {
            return At(start, value, (v, _) => Conversion.To(type, v));
        }

        if (value is not ArrayValue array || array.Items.Length != type.Lengths[0])
        {
            string given = value is ArrayValue other ? $"{other.Items.Length} values" : value.Kind;
            throw _source.Error(start, $"{given} cannot be {type}; give {type.Lengths[0]} values in braces");
        }

        ClassicalType item = type with { Lengths = type.Lengths.Skip(1).ToEquatableArray() };
        _work.Charge(array.Items.Length);
        return new ArrayValue(Array.ConvertAll(array.Items, v => Convert(start, item, v)));
    }

    /// <summary>The result of two values.</summary>
    public Value Binary(Operator sign, int start, Value left, Value right)
    {
        _work.ChargeRepeated(1);
        Quotient quotient = _quotient;
        Value result = At(start, left, (a, self) => MeasuredOperators.DependsOnBits(a) || MeasuredOperators.DependsOnBits(right)
            ? self._measured.Binary(sign, a, right)
            : Operators.Binary(sign, a, right, quotient));
        ChargeAngle(result);
        return result;
    }

    /// <summary>Runs what throws without a place; its message gets one.</summary>
    public T At<T>(int start, Value value, Func<Value, Evaluator, T> compute)
    {
        try
        {
            return compute(value, this);
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

    /// <summary>Evaluates with a way to divide integers.</summary>
    public Value With(Quotient quotient, ExpressionNode node)
    {
        Quotient outer = _quotient;
        _quotient = quotient;
        Value value = Evaluate(node);
        _quotient = outer;
        return value;
    }

    /// <summary>Pays for the terms of an angle that was made.</summary>
    public void ChargeAngle(Value value)
    {
        if (value is RealValue { Angle.IsConstant: false } real)
        {
            _work.Charge(real.Angle.Size);
            if (real.Angle.Size > MostAngleTerms)
            {
                throw _source.Error(
                    _work.Position, $"an angle holds more than {MostAngleTerms} inputs and numbers; write it shorter");
            }
        }
    }

    /// <summary>Error of a name that stands for nothing.</summary>
    public OpenQasmException NotDeclared(int start, string name, string remedy)
    {
        string? nearest = NearestName.Of(name, _scope.Names);
        return _source.Error(
            start,
            $"{QuotedText.Of(name)} is not declared; {(nearest is null ? "" : $"did you mean '{nearest}'? Otherwise ")}{remedy}");
    }

    private Value EvaluateChain(ChainNode chain)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Value value = Evaluate(chain.First);
        foreach (ChainLink link in chain.Links)
        {
            if (link.Operator is Operator.And or Operator.Or)
            {
                bool isAnd = link.Operator == Operator.And;
                Value truth = At(link.Start, value, (v, self) => self._measured.ToTruth(v));
                value = truth is BooleanValue known && known.IsTrue != isAnd
                    ? known
                    : At(link.Start, Evaluate(link.Operand), (v, self) =>
                        MeasuredOperators.Pair(truth, self._measured.ToTruth(v), isAnd));
            }
            else
            {
                value = Binary(link.Operator, link.Start, value, Evaluate(link.Operand));
            }
        }

        return value;
    }

    private Value EvaluateUnary(UnaryNode unary)
    {
        _work.ChargeRepeated(1);
        Value result = At(unary.Start, Evaluate(unary.Operand), (value, self) => MeasuredOperators.DependsOnBits(value)
            ? self._measured.Unary(unary.Operator, value)
            : Operators.Unary(unary.Operator, value));
        ChargeAngle(result);
        return result;
    }

    private Value EvaluateCall(CallNode call)
    {
        _work.ChargeRepeated(1);
        Value value = _functions.Call(call);
        ChargeAngle(value);
        return value;
    }

    private Value EvaluateCast(CastNode cast)
    {
        ClassicalType type = Type(cast.Type);
        Value value = With(type.Kind is TypeKind.Float or TypeKind.Angle ? _quotient : Quotient.Truncated, cast.Operand);
        return Hold(cast.Start, type, value);
    }
}
