using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Operators and conversions of values that depend on measurements; what works bit by bit is kept as bits.</summary>
internal sealed class BitOperators
{
    private readonly Choices _choices;

    public BitOperators(Choices choices)
    {
        _choices = choices;
    }

    /// <summary>Returns whether a value depends on measurements.</summary>
    public static bool IsOpen(Value value) => value is Choice or BitsNumber or BitsValue { IsKnown: false }
        || (value is ArrayValue array && Array.Exists(array.Items, IsOpen));

    /// <summary>Returns a value as one known number, or choice of them, instead of bits.</summary>
    public Value Listed(Value value) => value switch
    {
        BitsNumber number => _choices.NumberOf(number),
        BitsValue { IsKnown: false } bits => _choices.NumberOf(new(bits.Bits, IsSigned: false, null)),
        _ => value,
    };

    /// <summary>Returns whether a value is not zero.</summary>
    public Value ToTruth(Value value) => value switch
    {
        BitsValue bits => bits.Bits.Aggregate((Value)BooleanValue.False, _choices.Or),
        BitsNumber number => number.Bits.Aggregate((Value)BooleanValue.False, _choices.Or),
        _ => _choices.Map(value, v => BooleanValue.Of(Conversion.ToBoolean(v))),
    };

    /// <summary>Returns a value as a variable of a scalar type holds it.</summary>
    public Value To(ClassicalType type, Value value)
    {
        switch (type.Kind, value)
        {
            case (TypeKind.Boolean, _):
                return ToTruth(value);
            case (TypeKind.Integer or TypeKind.Unsigned, BitsValue { IsKnown: false } bits):
                return ToNumber(type, new(bits.Bits, type.Kind == TypeKind.Integer && bits.Bits.Length == type.Width, null));
            case (TypeKind.Integer or TypeKind.Unsigned, BitsNumber number):
                return ToNumber(type, number);
            case (TypeKind.Bit, BitsValue bits):
                return bits.Bits.Length == (type.Width ?? 1)
                    ? new BitsValue(bits.Bits, type.Width is not null)
                    : throw new CircuitException(
                        $"{Counted.Of(bits.Bits.Length, "measured bit", "is", "are")} given to {type}; give {type.Width ?? 1}");
            case (TypeKind.Bit, BitsNumber number):
                return new BitsValue(number.Extended(type.Width ?? 1), type.Width is not null);
            case (TypeKind.Bit, _):
                return Spread(_choices.Map(value, v => Conversion.To(type, v)), type.Width ?? 1, type.Width is not null);
            case (TypeKind.Angle, BitsValue bits):
                BigInteger steps = BigInteger.One << bits.Bits.Length;
                return _choices.Map(
                    Listed(bits), v => AngleValue.Of((double)((IntegerValue)v).Number / (double)steps * 2 * Math.PI, type.Width));
            default:
                return _choices.Map(Listed(value), v => Conversion.To(type, v));
        }
    }

    /// <summary>Returns the bits of an integer or angle, of which some depend on measurements.</summary>
    public BitsValue BitsOf(Value value)
    {
        switch (value)
        {
            case BitsValue bits:
                return bits;
            case BitsNumber number:
                return new(number.Extended(number.Width ?? number.Bits.Length), IsRegister: true);
            case Choice:
                int count = Choices.Leaves(value).Max(v => Known(v).Bits.Length);
                return Spread(_choices.Map(value, Known), count, isRegister: true);
            default:
                return Known(value);
        }

        static BitsValue Known(Value value) => value switch
        {
            IntegerValue integer => integer.ToBits(integer.BitCount),
            AngleValue angle => angle.ToBits(),
            _ => throw new CircuitException($"{value.Kind} has no bits; use an integer, an angle or a register"),
        };
    }

    public Value Unary(Operator sign, Value value) => (sign, value) switch
    {
        (Operator.Not, _) => _choices.Not(ToTruth(value)),
        (Operator.BitNot, BitsValue bits) => bits with { Bits = Array.ConvertAll(bits.Bits, _choices.Not) },
        _ => _choices.Map(Listed(value), v => Operators.Unary(sign, v)),
    };

    public Value Binary(Operator sign, Value left, Value right, Quotient quotient)
    {
        if (sign is Operator.BitAnd or Operator.BitOr or Operator.BitXor && Pair(left, right) is { } pair)
        {
            Func<Value, Value, Value> combine = sign == Operator.BitAnd
                ? _choices.And
                : sign == Operator.BitOr ? _choices.Or : _choices.Differ;
            return pair.First.Length == pair.Second.Length
                ? new BitsValue(
                    pair.First.Zip(pair.Second, combine).ToArray(),
                    IsRegister: left is BitsValue { IsRegister: true } || right is BitsValue { IsRegister: true })
                : throw new CircuitException(
                    $"'{Operators.SignOf(sign)}' joins {Counted.Of(pair.First.Length, "bit")} and {pair.Second.Length}; give registers of "
                    + "one size");
        }

        if (Operators.IsShift(sign) && left is BitsValue moved)
        {
            return Choices.Leaves(Listed(right)).Aggregate((Value)moved, (result, distance) => _choices.If(
                _choices.Map(Listed(right), d => BooleanValue.Of(d.Equals(distance))),
                Operators.Shifted(moved, sign == Operator.ShiftLeft, Conversion.ToInteger(distance)),
                result));
        }

        return Operators.IsComparison(sign) && (left is BitsValue or BitsNumber || right is BitsValue or BitsNumber)
            && Comparable(left, right) is { } numbers
            ? Compare(sign, numbers.First, numbers.Second)
            : _choices.Map(Listed(left), Listed(right), (a, b) => Operators.Binary(sign, a, b, quotient));
    }

    /// <summary>Returns the number of ones among bits.</summary>
    public Value Ones(BitsValue bits) => bits.Bits.Aggregate(
        (Value)new IntegerValue(0),
        (sum, bit) => _choices.Map(sum, bit, (s, b) => Choices.IsTrue(b) ? new IntegerValue(((IntegerValue)s).Number + 1) : s));

    // A choice of registers as a register of choices.
    private BitsValue Spread(Value choice, int count, bool isRegister) => new(
        Enumerable.Range(0, count)
            .Select(i => _choices.Map(choice, v => i < ((BitsValue)v).Bits.Length ? ((BitsValue)v).Bits[i] : BooleanValue.False)).ToArray(),
        isRegister);

    private static BitsNumber ToNumber(ClassicalType type, BitsNumber number)
    {
        bool isSigned = type.Kind == TypeKind.Integer;
        if (type.Width is not { } width)
        {
            return number;
        }

        // With room for more bits the number is the same; else its bits are read in the new type.
        return width > number.Bits.Length && (isSigned || !number.IsSigned)
            ? number with { Width = width }
            : new(number.Extended(width), isSigned, width);
    }

    // Two operands as bits of the same length; an integer that is known takes the length of the other.
    private static (Value[] First, Value[] Second)? Pair(Value left, Value right)
    {
        Value[]? first = OwnBits(left);
        Value[]? second = OwnBits(right);
        first ??= second is null ? null : BitsLike(left, second.Length);
        second ??= first is null ? null : BitsLike(right, first.Length);
        return first is null || second is null ? null : (first, second);
    }

    private static Value[]? OwnBits(Value value) => value switch
    {
        BitsValue bits => bits.Bits,
        BooleanValue => [value],
        Choice { Low: BooleanValue } or Choice { High: BooleanValue } => [value],
        Choice choice when Choices.Leaves(choice).All(v => v is BooleanValue) => [value],
        _ => null,
    };

    private static Value[]? BitsLike(Value value, int count) =>
        value is IntegerValue integer && integer.Number.Sign >= 0 && integer.Number >> count == 0
        ? integer.ToBits(count).Bits
        : null;

    private static (BitsNumber First, BitsNumber Second)? Comparable(Value left, Value right)
    {
        if (left is BitsValue { IsRegister: true } a && right is BitsValue { IsRegister: true } b && a.Bits.Length != b.Bits.Length)
        {
            throw new CircuitException(
                $"{Counted.Of(a.Bits.Length, "bit", "is", "are")} compared with {b.Bits.Length}; compare registers of one size");
        }

        return AsNumber(left) is { } first && AsNumber(right) is { } second ? (first, second) : null;
    }

    private static BitsNumber? AsNumber(Value value) => value switch
    {
        BitsNumber number => number,
        IntegerValue integer => new(integer.ToBits((8 * integer.Number.ToByteArray().Length) + 1).Bits, IsSigned: true, null),
        _ when OwnBits(value) is { } bits => new(bits, IsSigned: false, null),
        _ => null,
    };

    // In two's complement of one length signed numbers compare as unsigned ones do once their highest bits are flipped.
    private Value Compare(Operator sign, BitsNumber left, BitsNumber right)
    {
        int count = Math.Max(left.Bits.Length + (left.IsSigned ? 0 : 1), right.Bits.Length + (right.IsSigned ? 0 : 1));
        Value[] a = left.Extended(count);
        Value[] b = right.Extended(count);
        if (sign is Operator.Equal or Operator.NotEqual)
        {
            Value equal = BooleanValue.True;
            for (int i = count - 1; i >= 0 && equal is not BooleanValue { IsTrue: false }; i--)
            {
                equal = _choices.And(_choices.Not(_choices.Differ(a[i], b[i])), equal);
            }

            return sign == Operator.Equal ? equal : _choices.Not(equal);
        }

        bool isReversed = sign is Operator.Greater or Operator.LessOrEqual;
        (a, b) = isReversed ? (b, a) : (a, b);
        Value isLess = BooleanValue.False;
        for (int i = 0; i < count; i++)
        {
            Value decides = i == count - 1 ? a[i] : b[i];
            isLess = _choices.If(_choices.Differ(a[i], b[i]), decides, isLess);
        }

        return sign is Operator.Less or Operator.Greater ? isLess : _choices.Not(isLess);
    }
}
