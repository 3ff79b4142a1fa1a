namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The functions and constants of the language.</summary>
internal sealed class Functions
{
    private readonly Evaluator _evaluator;

    public Functions(Evaluator evaluator)
    {
        _evaluator = evaluator;
    }

    /// <summary>The built-in constant of a name, or null.</summary>
    public static RealValue? Constant(string name) => name switch
    {
        "pi" or "π" => new(Math.PI),
        "tau" or "τ" => new(2 * Math.PI),
        "euler" or "ℇ" => new(Math.E),
        _ => null,
    };

    /// <summary>The value of a call.</summary>
    public Value Call(CallNode call)
    {
        Quotient? quotient = call.Function is "floor" or "ceiling" or "mod" ? Quotient.Truncated : null;
        Value[] arguments = Array.ConvertAll(
            call.Arguments, a => quotient is { } way ? _evaluator.With(way, a) : _evaluator.Evaluate(a));
        int expected = call.Function is "pow" or "mod" or "rotl" or "rotr" ? 2 : call.Function == "sizeof" && arguments.Length == 2 ? 2 : 1;
        if (AngleFunctionOf(call.Function) is null && call.Function is not ("pow" or "mod" or "floor" or "ceiling" or "sizeof" or "popcount" or "rotl" or "rotr"))
        {
            throw _evaluator.NotDeclared(
                call.Start, call.Function,
                "use sin, cos, tan, arcsin, arccos, arctan, exp, log, sqrt, pow, mod, floor, ceiling, popcount, rotl, rotr or sizeof");
        }

        return _evaluator.At(call.Start, new ArrayValue(arguments), (_, self) => arguments.Length == expected
            ? Compute(call, arguments, self)
            : throw new CircuitException(
                $"function '{call.Function}' was given {arguments.Length} arguments but takes {expected}; write it with {expected}"));
    }

    private static Value Compute(CallNode call, Value[] arguments, Evaluator evaluator) => call.Function switch
    {
        "pow" => evaluator.Binary(Operator.Power, call.Start, arguments[0], arguments[1]),
        "mod" => evaluator.Binary(Operator.Modulo, call.Start, arguments[0], arguments[1]),
        "floor" => new RealValue(Math.Floor(Known(arguments[0]))),
        "ceiling" => new RealValue(Math.Ceiling(Known(arguments[0]))),
        "popcount" => arguments[0] is BitsValue bits
            ? new IntegerValue(bits.Bits.Count(b => b))
            : new IntegerValue(Ones(Conversion.ToInteger(arguments[0]))),
        "rotl" => Rotated(arguments[0], Conversion.ToInteger(arguments[1])),
        "rotr" => Rotated(arguments[0], -Conversion.ToInteger(arguments[1])),
        "sizeof" => new IntegerValue(Size(arguments[0], arguments.Length == 2 ? Conversion.ToInteger(arguments[1]) : 0)),
        _ => new RealValue(Angle.Apply(AngleFunctionOf(call.Function)!.Value, Conversion.ToAngle(arguments[0]))),
    };

    // The names asin, acos and atan are those that exporters of Python's expressions write.
    private static AngleFunction? AngleFunctionOf(string name) => name switch
    {
        "sin" => AngleFunction.Sin,
        "cos" => AngleFunction.Cos,
        "tan" => AngleFunction.Tan,
        "exp" => AngleFunction.Exp,
        "log" => AngleFunction.Ln,
        "sqrt" => AngleFunction.Sqrt,
        "arcsin" or "asin" => AngleFunction.Arcsin,
        "arccos" or "acos" => AngleFunction.Arccos,
        "arctan" or "atan" => AngleFunction.Arctan,
        _ => null,
    };

    private static double Known(Value value)
    {
        Angle angle = Conversion.ToAngle(value);
        return angle.IsConstant ? angle.Constant : throw Conversion.Mismatch(value, "a constant");
    }

    private static long Ones(long number)
    {
        long ones = 0;
        for (ulong rest = unchecked((ulong)number); rest != 0; rest &= rest - 1)
        {
            ones++;
        }

        return ones;
    }

    private static BitsValue Rotated(Value value, long distance)
    {
        if (value is not BitsValue { IsRegister: true } bits)
        {
            throw new CircuitException($"{value.Kind} cannot be rotated; give a register bit[n] that is known");
        }

        int count = bits.Bits.Length;
        int first = (int)((count - (distance % count)) % count);
        return bits with { Bits = Enumerable.Range(first, count).Select(i => bits.Bits[i % count]).ToArray() };
    }

    private static long Size(Value value, long dimension)
    {
        for (; dimension > 0 && value is ArrayValue { Items.Length: > 0 } outer; dimension--)
        {
            value = outer.Items[0];
        }

        return (dimension, value) switch
        {
            (0, QubitsValue { IsRegister: true } qubits) => qubits.Qubits.Length,
            (0, MeasuredBits { IsRegister: true, Form: BitForm.Bits } bits) => bits.Bits.Length,
            (0, BitsValue { IsRegister: true } bits) => bits.Bits.Length,
            (0, ArrayValue array) => array.Items.Length,
            _ => throw new CircuitException("'sizeof' takes a register or an array and one of its dimensions; give it one of these"),
        };
    }
}
