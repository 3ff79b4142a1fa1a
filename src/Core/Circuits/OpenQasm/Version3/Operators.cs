namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What happens to a quotient of integers that is none.</summary>
internal enum Quotient
{
    /// <summary>It is rounded towards zero, as integers are divided.</summary>
    Truncated,

    /// <summary>It is the real number, as the specification's own <c>pow(1/2) @ z</c> has it.</summary>
    Real,

    /// <summary>It is refused: in an angle, 1/2 is more likely meant as 0.5 than as the 0 of the specification.</summary>
    Refused,
}

/// <summary>Operators on values that are known; messages come without their place.</summary>
internal static class Operators
{
    public static Value Unary(Operator sign, Value value) => (sign, value) switch
    {
        (Operator.Negate, IntegerValue integer) => new IntegerValue(checked(-integer.Number)),
        (Operator.Negate, RealValue real) => new RealValue(-real.Angle),
        (Operator.Negate, BooleanValue or BitsValue) => new IntegerValue(checked(-Conversion.ToInteger(value))),
        (Operator.BitNot, BitsValue bits) => bits with { Bits = Array.ConvertAll(bits.Bits, b => !b) },
        (Operator.Not, _) => new BooleanValue(!Conversion.ToBoolean(value)),
        _ => throw new CircuitException($"'{SignOf(sign)}' of {value.Kind} is not supported; use it on bits or truth values"),
    };

    public static Value Binary(Operator sign, Value left, Value right, Quotient quotient)
    {
        if (left is BitsValue first && right is BitsValue second && Bitwise(sign) is { } combine)
        {
            return first.Bits.Length == second.Bits.Length
                ? new BitsValue(first.Bits.Zip(second.Bits, combine).ToArray(), first.IsRegister || second.IsRegister)
                : throw new CircuitException(
                    $"'{SignOf(sign)}' joins {first.Bits.Length} bits and {second.Bits.Length}; give registers of one size");
        }

        if (left is BitsValue { IsRegister: true } moved && sign is Operator.ShiftLeft or Operator.ShiftRight && right is not RealValue)
        {
            return Shifted(moved, sign == Operator.ShiftLeft, Conversion.ToInteger(right));
        }

        if (left is RealValue || right is RealValue)
        {
            return IsComparison(sign)
                ? new BooleanValue(Compare(sign, Known(left).CompareTo(Known(right))))
                : new RealValue(Real(sign, Conversion.ToAngle(left), Conversion.ToAngle(right)));
        }

        long a = Conversion.ToInteger(left);
        long b = Conversion.ToInteger(right);
        return IsComparison(sign) ? new BooleanValue(Compare(sign, a.CompareTo(b))) : Integer(sign, a, b, quotient);
    }

    public static bool IsComparison(Operator sign) => sign is >= Operator.Equal and <= Operator.GreaterOrEqual;

    /// <summary>Whether an order of two numbers satisfies a comparison.</summary>
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

    private static Func<bool, bool, bool>? Bitwise(Operator sign) => sign switch
    {
        Operator.BitAnd => (a, b) => a && b,
        Operator.BitOr => (a, b) => a || b,
        Operator.BitXor => (a, b) => a != b,
        _ => null,
    };

    // A register keeps its size; zeros follow.
    private static BitsValue Shifted(BitsValue bits, bool isLeft, long distance)
    {
        int count = bits.Bits.Length;
        if (distance < 0)
        {
            throw new CircuitException($"bits are shifted by {distance}; shift the other way");
        }

        int step = (int)Math.Min(distance, count);
        bool[] moved = new bool[count];
        Array.Copy(bits.Bits, isLeft ? 0 : step, moved, isLeft ? step : 0, count - step);
        return bits with { Bits = moved };
    }

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
        _ => throw new CircuitException($"'{SignOf(sign)}' of floats or inputs is not supported; use it on integers or bits"),
    };

    private static Value Integer(Operator sign, long left, long right, Quotient quotient)
    {
        switch (sign)
        {
            case Operator.Divide when right == 0:
            case Operator.Modulo when right == 0:
                throw DivisionByZero();
            case Operator.Divide when left % (right == -1 ? 1 : right) != 0 && quotient == Quotient.Real:
                return new RealValue((double)left / right);
            case Operator.Divide when left % (right == -1 ? 1 : right) != 0 && quotient == Quotient.Refused:
                throw new CircuitException(
                    $"{left}/{right} is a quotient of integers, hence {left / right}; write {left}.0/{right} for the number");
            case Operator.Power when right < 0:
                return new RealValue(Angle.Power(left, right));
        }

        return new IntegerValue(checked(sign switch
        {
            Operator.Add => left + right,
            Operator.Subtract => left - right,
            Operator.Multiply => left * right,
            Operator.Divide => left / right,
            Operator.Modulo => right == -1 ? 0 : left % right,
            Operator.Power => Power(left, right),
            Operator.BitAnd => left & right,
            Operator.BitOr => left | right,
            Operator.BitXor => left ^ right,
            Operator.ShiftLeft => right is >= 0 and < 63 ? left * (1L << (int)right) : throw new OverflowException(),
            Operator.ShiftRight => right >= 0 ? left >> (int)Math.Min(right, 63) : throw new OverflowException(),
            _ => throw new CircuitException($"'{SignOf(sign)}' of integers is not supported; use it on bits or truth values"),
        }));
    }

    private static long Power(long @base, long exponent)
    {
        if (@base is 0 or 1 or -1)
        {
            return exponent == 0 || (@base == -1 && exponent % 2 == 0) ? 1 : @base;
        }

        long power = 1;
        for (; exponent > 0; exponent--)
        {
            power = checked(power * @base);
        }

        return power;
    }

    private static CircuitException DivisionByZero() => new("the divisor is zero; divide by another number");
}
