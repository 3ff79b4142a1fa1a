using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Operators on values that are known; messages come without their place.</summary>
internal static class Operators
{
    private const int MostShift = 4_096;

    /// <summary>Returns the result of a sign before a value.</summary>
    public static Value Unary(Operator sign, Value value) => (sign, value) switch
    {
        (Operator.Negate, RealValue real) => new RealValue(-real.Angle),
        (Operator.Negate, AngleValue angle) => AngleValue.Of(-angle.Angle, angle.Width),
        (Operator.Negate, ComplexValue complex) => new ComplexValue(-complex.Number),
        (Operator.Negate, DurationValue time) => new DurationValue(-time.Seconds, -time.Ticks),
        (Operator.Negate, IntegerValue or BooleanValue or BitsValue) => Typed(-Conversion.ToInteger(value), value, value),
        (Operator.BitNot, BooleanValue truth) => BooleanValue.Of(!truth.IsTrue),
        (Operator.BitNot, BitsValue bits) =>
            bits with { Bits = Array.ConvertAll(bits.Bits, b => (Value)BooleanValue.Of(!Choices.IsTrue(b))) },
        (Operator.BitNot, IntegerValue integer) => Typed(-integer.Number - 1, integer, integer),
        (Operator.BitNot, AngleValue angle) => AngleValue.OfBits((BitsValue)Unary(sign, angle.ToBits()), angle.Width),
        (Operator.Not, _) => BooleanValue.Of(!Conversion.ToBoolean(value)),
        _ => throw Unsupported(sign, value.Kind),
    };

    /// <summary>Returns the result of a sign between two values.</summary>
    public static Value Binary(Operator sign, Value left, Value right, Quotient quotient) => (left, right) switch
    {
        (BitsValue or BooleanValue, BitsValue or BooleanValue) when Bitwise(sign) is { } combine =>
            OfBits(sign, Bits(left), Bits(right), combine),
        (BitsValue bits, IntegerValue or BooleanValue or BitsValue) when IsShift(sign) && bits.IsRegister =>
            Shifted(bits, sign == Operator.ShiftLeft, Conversion.ToInteger(right)),
        (BitsValue a, BitsValue b) when IsComparison(sign) && a.IsRegister && b.IsRegister && a.Bits.Length != b.Bits.Length =>
            throw new CircuitException(
                $"{Counted.Of(a.Bits.Length, "bit", "is", "are")} compared with {b.Bits.Length}; compare registers of one size"),
        (DurationValue, _) or (_, DurationValue) => OfTimes(sign, left, right),
        (ComplexValue, _) or (_, ComplexValue) => OfComplex(sign, Conversion.ToComplex(left), Conversion.ToComplex(right)),
        (AngleValue angle, _) => OfAngle(sign, angle, right),
        (_, AngleValue angle) => Reversed(sign, left, angle),
        (RealValue, _) or (_, RealValue) => OfReals(sign, left, right),
        _ => OfIntegers(sign, left, right, quotient),
    };

    public static bool IsComparison(Operator sign) => sign is >= Operator.Equal and <= Operator.GreaterOrEqual;

    public static bool IsShift(Operator sign) => sign is Operator.ShiftLeft or Operator.ShiftRight;

    /// <summary>Returns whether an order of two numbers satisfies a comparison.</summary>
    public static bool Compare(Operator sign, int order) => sign switch
    {
        Operator.Equal => order == 0,
        Operator.NotEqual => order != 0,
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        _ => order >= 0,
    };

    public static string SignOf(Operator sign) => sign switch
    {
        Operator.Or => "||",
        Operator.And => "&&",
        Operator.BitOr => "|",
        Operator.BitXor => "^",
        Operator.BitAnd => "&",
        Operator.Equal => "==",
        Operator.NotEqual => "!=",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.ShiftLeft => "<<",
        Operator.ShiftRight => ">>",
        Operator.Add => "+",
        Operator.Subtract or Operator.Negate => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Modulo => "%",
        Operator.Power => "**",
        Operator.Not => "!",
        _ => "~",
    };

    /// <summary>Returns a register moved by some places; it keeps its size, and zeros follow.</summary>
    public static BitsValue Shifted(BitsValue bits, bool isLeft, BigInteger distance)
    {
        int count = bits.Bits.Length;
        if (distance.Sign < 0)
        {
            throw new CircuitException($"bits are shifted by {distance}; shift the other way");
        }

        int step = (int)BigInteger.Min(distance, count);
        return bits with
        {
            Bits = Enumerable.Range(0, count).Select(i => isLeft ? i - step : i + step)
                .Select(i => i >= 0 && i < count ? bits.Bits[i] : BooleanValue.False).ToArray(),
        };
    }

    private static CircuitException Unsupported(Operator sign, string kind) =>
        new($"'{SignOf(sign)}' of {kind} has no meaning; use it on integers, bits or truth values");

    private static CircuitException DivisionByZero() => new("the divisor is zero; divide by another number");

    private static BitsValue Bits(Value value) => value as BitsValue ?? new BitsValue([value], IsRegister: false);

    private static Func<bool, bool, bool>? Bitwise(Operator sign) => sign switch
    {
        Operator.BitAnd => (a, b) => a && b,
        Operator.BitOr => (a, b) => a || b,
        Operator.BitXor => (a, b) => a != b,
        _ => null,
    };

    private static BitsValue OfBits(Operator sign, BitsValue left, BitsValue right, Func<bool, bool, bool> combine) =>
        left.Bits.Length == right.Bits.Length
        ? new BitsValue(
            left.Bits.Zip(right.Bits, (a, b) => (Value)BooleanValue.Of(combine(Choices.IsTrue(a), Choices.IsTrue(b)))).ToArray(),
            left.IsRegister || right.IsRegister)
        : throw new CircuitException(
            $"'{SignOf(sign)}' joins {Counted.Of(left.Bits.Length, "bit")} and {right.Bits.Length}; give registers of one size");

    private static Value OfTimes(Operator sign, Value left, Value right)
    {
        if (left is DurationValue a && right is DurationValue b)
        {
            return sign switch
            {
                Operator.Add => new DurationValue(a.Seconds + b.Seconds, a.Ticks + b.Ticks),
                Operator.Subtract => new DurationValue(a.Seconds - b.Seconds, a.Ticks - b.Ticks),
                Operator.Divide when b.Seconds != 0 && b.Ticks == 0 => new RealValue(a.Seconds / b.Seconds),
                Operator.Divide when b.Ticks != 0 => new RealValue(a.Ticks / b.Ticks),
                _ when IsComparison(sign) => BooleanValue.Of(Compare(sign, (a.Seconds, a.Ticks).CompareTo((b.Seconds, b.Ticks)))),
                _ => throw Unsupported(sign, "durations"),
            };
        }

        DurationValue time = left as DurationValue ?? (DurationValue)right;
        double number = Known(left is DurationValue ? right : left);
        return sign switch
        {
            Operator.Multiply => new DurationValue(time.Seconds * number, time.Ticks * number),
            Operator.Divide when left is DurationValue => number != 0
                ? new DurationValue(time.Seconds / number, time.Ticks / number)
                : throw DivisionByZero(),
            _ => throw Unsupported(sign, "durations"),
        };
    }

    private static Value OfComplex(Operator sign, Complex left, Complex right) => sign switch
    {
        Operator.Add => new ComplexValue(left + right),
        Operator.Subtract => new ComplexValue(left - right),
        Operator.Multiply => new ComplexValue(left * right),
        Operator.Divide => right == Complex.Zero ? throw DivisionByZero() : new ComplexValue(left / right),
        Operator.Power => new ComplexValue(ComplexFunctions.Power(left, right)),
        Operator.Equal => BooleanValue.Of(left == right),
        Operator.NotEqual => BooleanValue.Of(left != right),
        _ => throw Unsupported(sign, "complex numbers"),
    };

    // Angles add modulo 2π; times and over integers they stay angles, over each other they give an integer.
    private static Value OfAngle(Operator sign, AngleValue left, Value right)
    {
        if (IsShift(sign) || (Bitwise(sign) is not null && right is AngleValue))
        {
            Value other = right is AngleValue angle ? angle.ToBits() : right;
            return AngleValue.OfBits((BitsValue)Binary(sign, left.ToBits(), other, Quotient.Truncated), left.Width);
        }

        if (right is AngleValue second)
        {
            return IsComparison(sign)
                ? BooleanValue.Of(Compare(sign, Order(Known(left), Known(second))))
                : sign switch
                {
                    Operator.Add => AngleValue.Of(left.Angle + second.Angle, Wider(left.Width, second.Width)),
                    Operator.Subtract => AngleValue.Of(left.Angle - second.Angle, Wider(left.Width, second.Width)),
                    Operator.Divide => Known(second) == 0
                        ? throw DivisionByZero()
                        : new IntegerValue((BigInteger)Math.Floor(Known(left) / Known(second)), null, IsUnsigned: true),
                    _ => new RealValue(Real(sign, left.Angle, second.Angle)),
                };
        }

        return (sign, right) switch
        {
            (Operator.Multiply or Operator.Divide, IntegerValue or BooleanValue or BitsValue) =>
                AngleValue.Of(Real(sign, left.Angle, Conversion.ToAngle(right)), left.Width),
            _ when IsComparison(sign) =>
                BooleanValue.Of(Compare(sign, Order(Known(left), Known(AngleValue.Of(Conversion.ToAngle(right), left.Width))))),
            _ => new RealValue(Real(sign, left.Angle, Conversion.ToAngle(right))),
        };
    }

    private static Value Reversed(Operator sign, Value left, AngleValue right) => (sign, left) switch
    {
        (Operator.Multiply, IntegerValue or BooleanValue or BitsValue) =>
            AngleValue.Of(Conversion.ToAngle(left) * right.Angle, right.Width),
        _ when IsComparison(sign) =>
            BooleanValue.Of(Compare(sign, Order(Known(AngleValue.Of(Conversion.ToAngle(left), right.Width)), Known(right)))),
        _ => new RealValue(Real(sign, Conversion.ToAngle(left), right.Angle)),
    };

    // Angles that differ by rounding only are equal.
    private static int Order(double left, double right)
    {
        const double Rounding = 1e-12;
        return Math.Abs(left - right) < Rounding || Math.Abs(Math.Abs(left - right) - (2 * Math.PI)) < Rounding ? 0 : left.CompareTo(right);
    }

    private static int? Wider(int? left, int? right) => left is null || right is null ? null : Math.Max(left.Value, right.Value);

    private static Value OfReals(Operator sign, Value left, Value right) => IsComparison(sign)
        ? BooleanValue.Of(Compare(sign, Known(left).CompareTo(Known(right))))
        : new RealValue(Real(sign, Conversion.ToAngle(left), Conversion.ToAngle(right)));

    private static double Known(Value value)
    {
        Angle angle = Conversion.ToAngle(value);
        return angle.IsConstant ? angle.Constant : throw new CircuitException(
            "a comparison with an input is not supported, as its value is unknown here; compare constants");
    }

    private static Angle Real(Operator sign, Angle left, Angle right) => sign switch
    {
        Operator.Add => left + right,
        Operator.Subtract => left - right,
        Operator.Multiply => left * right,
        Operator.Divide => right.IsZero ? throw DivisionByZero() : left / right,
        Operator.Power => Angle.Power(left, right),
        Operator.Modulo when left.IsConstant && right.IsConstant && !right.IsZero => left.Constant % right.Constant,
        Operator.Modulo when right.IsZero => throw DivisionByZero(),
        _ => throw new CircuitException($"'{SignOf(sign)}' of floats or inputs has no meaning; use it on integers or bits"),
    };

    private static Value OfIntegers(Operator sign, Value left, Value right, Quotient quotient)
    {
        BigInteger a = Conversion.ToInteger(left);
        BigInteger b = Conversion.ToInteger(right);
        if (IsComparison(sign))
        {
            return BooleanValue.Of(Compare(sign, a.CompareTo(b)));
        }

        switch (sign)
        {
            case Operator.Divide or Operator.Modulo when b.IsZero:
                throw DivisionByZero();
            case Operator.Divide when quotient == Quotient.Real && !BigInteger.Remainder(a, b).IsZero:
                return new RealValue((double)a / (double)b);
            case Operator.Power when b.Sign < 0:
                return new RealValue(Angle.Power((double)a, (double)b));
        }

        return Typed(
            sign switch
            {
                Operator.Add => a + b,
                Operator.Subtract => a - b,
                Operator.Multiply => a * b,
                Operator.Divide => BigInteger.Divide(a, b),
                Operator.Modulo => BigInteger.Remainder(a, b),
                Operator.Power => Power(a, b),
                Operator.BitAnd => a & b,
                Operator.BitOr => a | b,
                Operator.BitXor => a ^ b,
                Operator.ShiftLeft => b >= 0 && b <= MostShift ? a << (int)b : throw new OverflowException(),
                Operator.ShiftRight => b >= 0 ? a >> (int)BigInteger.Min(b, MostShift) : throw new OverflowException(),
                _ => throw Unsupported(sign, "integers"),
            },
            left, IsShift(sign) ? left : right);
    }

    // Of two types with a width the wider one holds the result, as unsigned where one is; a shift keeps the type of what it shifts.
    private static IntegerValue Typed(BigInteger number, Value left, Value right)
    {
        var a = left as IntegerValue;
        var b = right as IntegerValue;
        if (a?.Width is not { } first || b?.Width is not { } second)
        {
            BigInteger largest = BigInteger.Max(Magnitude(a), Magnitude(b));
            return BigInteger.Abs(number) <= BigInteger.Max(long.MaxValue, largest) ? new(number) : throw new OverflowException();
        }

        bool isUnsigned = a.IsUnsigned || b.IsUnsigned;
        return new(Conversion.Wrapped(number, Math.Max(first, second), isUnsigned), Math.Max(first, second), isUnsigned);
    }

    private static BigInteger Magnitude(IntegerValue? value) => value is null ? BigInteger.Zero : BigInteger.Abs(value.Number);

    private static BigInteger Power(BigInteger @base, BigInteger exponent)
    {
        if (BigInteger.Abs(@base) <= BigInteger.One)
        {
            return exponent.IsZero || (@base == BigInteger.MinusOne && exponent.IsEven) ? BigInteger.One : @base;
        }

        return exponent <= MostShift ? BigInteger.Pow(@base, (int)exponent) : throw new OverflowException();
    }
}
