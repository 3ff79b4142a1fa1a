using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The functions and constants of the language.</summary>
internal sealed class Functions
{
    private const string Names =
        "sin cos tan arcsin arccos arctan exp log sqrt abs pow mod floor ceiling round popcount rotl rotr real imag sizeof";

    private readonly Evaluator _evaluator;
    private readonly Choices _choices;
    private readonly BitOperators _bits;

    public Functions(Evaluator evaluator, Choices choices, BitOperators bits)
    {
        _evaluator = evaluator;
        _choices = choices;
        _bits = bits;
    }

    /// <summary>Returns the built-in constant of a name, or null.</summary>
    public static RealValue? Constant(string name) => name switch
    {
        "pi" or "π" => new(Math.PI),
        "tau" or "τ" => new(2 * Math.PI),
        "euler" or "ℇ" => new(Math.E),
        _ => null,
    };

    /// <summary>Returns the value of a call.</summary>
    public Value Call(CallNode call)
    {
        if (call.Function == "sizeof" && call.Arguments.Length > 0 && call.Arguments[0] is NameNode name
            && _evaluator.LengthsOf(name) is { Count: > 0 } lengths)
        {
            return new IntegerValue(SizeOf(call, lengths));
        }

        Value[] arguments = Array.ConvertAll(call.Arguments, _evaluator.Evaluate);
        int expected = call.Function is "pow" or "mod" or "rotl" or "rotr" || (call.Function == "sizeof" && arguments.Length == 2) ? 2 : 1;
        if (!Names.Split(' ').Contains(call.Function) && AngleFunctionOf(call.Function) is null && call.Function != "conj")
        {
            throw _evaluator.NotDeclared(call.Start, call.Function, $"use {Names.Replace(" ", ", ")} or declare a subroutine of this name");
        }

        return _evaluator.At(call.Start, () => arguments.Length == expected
            ? Compute(call, arguments)
            : throw new CircuitException(
                $"function '{call.Function}' was given {Counted.Of(arguments.Length, "argument")} but takes {expected}; write it "
                + $"with {expected}"));
    }

    private Value Compute(CallNode call, Value[] arguments) => call.Function switch
    {
        "pow" => _evaluator.Binary(Operator.Power, call.Start, arguments[0], arguments[1]),
        "mod" => _evaluator.Binary(Operator.Modulo, call.Start, arguments[0], arguments[1]),
        "popcount" => _bits.Ones(_bits.BitsOf(arguments[0])),
        "rotl" or "rotr" => Rotated(arguments[0], arguments[1], call.Function == "rotl"),
        "sizeof" => new IntegerValue(Size(arguments[0], arguments.Length == 2 ? (long)Conversion.ToInteger(arguments[1]) : 0)),
        _ => _choices.Map(_bits.Listed(arguments[0]), v => OfNumber(call.Function, v)),
    };

    private static Value OfNumber(string function, Value value)
    {
        if (value is ComplexValue complex || function is "real" or "imag" or "conj")
        {
            return ComplexFunctions.Apply(function, Conversion.ToComplex(value))
                ?? throw new CircuitException(
                    $"'{function}' of a complex number is not supported; use real, imag, abs, exp, log, sqrt, sin or cos");
        }

        return function switch
        {
            "floor" => Rounded(Math.Floor(Known(value))),
            "ceiling" => Rounded(Math.Ceiling(Known(value))),
            "round" => Rounded(Math.Floor(Known(value) + 0.5)),
            "abs" when value is IntegerValue integer => integer with { Number = BigInteger.Abs(integer.Number) },
            "abs" => new RealValue(Absolute(Conversion.ToAngle(value))),
            _ => new RealValue(Angle.Apply(AngleFunctionOf(function)!.Value, Conversion.ToAngle(value))),
        };
    }

    // Whole numbers may index and count.
    private static Value Rounded(double number) =>
        Math.Abs(number) < long.MaxValue ? new IntegerValue((BigInteger)number) : new RealValue(number);

    private static Angle Absolute(Angle angle) =>
        angle.IsConstant ? Math.Abs(angle.Constant) : Angle.Apply(AngleFunction.Sqrt, Angle.Power(angle, 2));

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

    private Value Rotated(Value value, Value distance, bool isLeft)
    {
        BitsValue bits = _bits.BitsOf(value);
        BigInteger given = Conversion.ToInteger(_evaluator.Decided(distance));
        int count = bits.Bits.Length;
        int step = (int)BigInteger.Remainder(BigInteger.Remainder(isLeft ? given : -given, count) + count, count);
        var rotated = bits with { Bits = Enumerable.Range(0, count).Select(i => bits.Bits[(i + count - step) % count]).ToArray() };
        return value is BitsValue ? rotated : _bits.To(TypeOf(value), rotated);
    }

    private static ClassicalType TypeOf(Value value) => Choices.Leaves(value).First() switch
    {
        IntegerValue integer =>
            new(integer.IsUnsigned ? TypeKind.Unsigned : TypeKind.Integer, integer.Width ?? integer.BitCount, EquatableArray<int>.Empty),
        AngleValue angle => new(TypeKind.Angle, angle.Width, EquatableArray<int>.Empty),
        BitsNumber number =>
            new(number.IsSigned ? TypeKind.Integer : TypeKind.Unsigned, number.Width ?? number.Bits.Length, EquatableArray<int>.Empty),
        Value other => throw new CircuitException($"{other.Kind} cannot be rotated; give a register or an integer of known width"),
    };

    private int SizeOf(CallNode call, EquatableArray<int> lengths)
    {
        long dimension = call.Arguments.Length == 1 ? 0 : (long)_evaluator.Integer(call.Arguments[1]);
        return call.Arguments.Length <= 2 && dimension >= 0 && dimension < lengths.Count
            ? lengths[(int)dimension]
            : throw _evaluator.Error(
                call.Start, $"'sizeof' names dimension {dimension} of an array of {lengths.Count}; use 0 to {lengths.Count - 1}");
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
            (0, BitsValue { IsRegister: true } bits) => bits.Bits.Length,
            (0, ArrayValue array) => array.Items.Length,
            _ => throw new CircuitException("'sizeof' takes a register or an array and one of its dimensions; give it one of these"),
        };
    }
}
