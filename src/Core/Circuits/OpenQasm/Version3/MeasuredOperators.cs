namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Operators on values that depend on measured bits; messages come without their place.</summary>
internal sealed partial class MeasuredOperators
{
    private readonly ClassicalMemory _memory;

    public MeasuredOperators(ClassicalMemory memory)
    {
        _memory = memory;
    }

    public static bool DependsOnBits(Value value) => value is MeasuredBits or TestValue;

    /// <summary>The bits that a value depends on.</summary>
    public static int[] BitsOf(Value value) => value switch
    {
        MeasuredBits measured => measured.Bits,
        TestValue test => test.Formula.Bits.Distinct().ToArray(),
        _ => [],
    };

    /// <summary>A value that depends on bits as another type.</summary>
    public Value To(ClassicalType type, Value value)
    {
        int width = type.Width ?? 1;
        switch (type.Kind, value)
        {
            case (TypeKind.Boolean, _):
                return ToTruth(value);
            case (TypeKind.Integer or TypeKind.Unsigned, MeasuredBits bits):
                return ToNumber(type, bits);
            case (TypeKind.Bit, MeasuredBits bits):
                return bits.Bits.Length == width
                    ? new MeasuredBits(bits.Bits, type.Width is not null)
                    : throw new CircuitException($"{bits.Bits.Length} measured bits are given to {type}; give {width}");
            case (TypeKind.Bit, TestValue) when type.Width is null:
                return value;
            default:
                throw Conversion.Mismatch(value, type.Kind switch
                {
                    TypeKind.Integer or TypeKind.Unsigned => "an integer",
                    TypeKind.Bit => "a register",
                    _ => "a float",
                });
        }
    }

    /// <summary>A value as a truth value: known, or a test.</summary>
    public Value ToTruth(Value value)
    {
        switch (value)
        {
            case TestValue:
                return value;
            case MeasuredBits bits:
                Value isZero = Spell(bits, 0);
                return isZero is TestValue test ? Not(test) : new BooleanValue(!((BooleanValue)isZero).IsTrue);
            default:
                return new BooleanValue(Conversion.ToBoolean(value));
        }
    }

    /// <summary>The opposite of a test; single bits are tested directly.</summary>
    public static Value Not(TestValue test) => test.Formula switch
    {
        BitNot negated => new TestValue(negated.Inner),
        BitEquality bit => new TestValue(new BitEquality(bit.Condition with { IsNegated = !bit.Condition.IsNegated })),
        _ => Limited(new BitNot(test.Formula)),
    };

    /// <summary>Both, or one of two at least.</summary>
    public static Value Pair(Value left, Value right, bool isAnd)
    {
        if (left is BooleanValue known)
        {
            return known.IsTrue == isAnd ? right : known;
        }

        if (right is BooleanValue other)
        {
            return other.IsTrue == isAnd ? left : other;
        }

        return Limited(new BitPair(((TestValue)left).Formula, ((TestValue)right).Formula, isAnd));
    }

    public Value Unary(Operator sign, Value value) => sign switch
    {
        Operator.Not => Negated(ToTruth(value)),
        Operator.BitNot when IsSingle(value) && value is not MeasuredBits { Form: not BitForm.Bits } => Negated(ToTruth(value)),
        _ => throw Refused(sign),
    };

    public Value Binary(Operator sign, Value left, Value right)
    {
        if (sign is Operator.BitAnd or Operator.BitOr && IsSingle(left) && IsSingle(right))
        {
            return Pair(ToTruth(left), ToTruth(right), sign == Operator.BitAnd);
        }

        bool isEquality = sign is Operator.Equal or Operator.NotEqual;
        if ((isEquality || sign == Operator.BitXor) && IsSingle(left) && IsSingle(right))
        {
            return Difference(ToTruth(left), ToTruth(right), sign != Operator.Equal);
        }

        return !Operators.IsComparison(sign) ? throw Refused(sign)
            : left is MeasuredBits bits && !DependsOnBits(right) ? CompareWith(sign, bits, right)
            : right is MeasuredBits others && !DependsOnBits(left) ? CompareWith(Reversed(sign), others, left)
            : left is MeasuredBits first && right is MeasuredBits second && isEquality ? CompareBits(sign, first, second)
            : throw Refused(sign);
    }

    public static Value Negated(Value truth) => truth is TestValue test ? Not(test) : new BooleanValue(!((BooleanValue)truth).IsTrue);

    private static bool IsSingle(Value value) => value is BooleanValue or TestValue or BitsValue { Bits.Length: 1 }
        or MeasuredBits { Bits.Length: 1, Form: not BitForm.Signed } or IntegerValue { Number: 0 or 1 };

    private static MeasuredBits ToNumber(ClassicalType type, MeasuredBits bits)
    {
        int count = bits.Bits.Length;
        int room = (type.Width ?? int.MaxValue) - count;
        bool isSigned = type.Kind == TypeKind.Integer;
        return bits.Form == BitForm.Signed
            ? isSigned && room >= 0 ? bits : throw new CircuitException($"a signed number of measured bits as {type} is not supported; cast the bits")
            : room > 0 || (room == 0 && !isSigned) ? new(bits.Bits, IsRegister: true, BitForm.Unsigned)
            : room == 0 && count < MostConditionBits ? new(bits.Bits, IsRegister: true, BitForm.Signed)
            : throw new CircuitException($"{count} measured bits as {type} are not supported; give a wider type");
    }

    private static Value Difference(Value left, Value right, bool isDifferent)
    {
        if (left is BooleanValue known)
        {
            return known.IsTrue == isDifferent ? Negated(right) : right;
        }

        if (right is BooleanValue)
        {
            return Difference(right, left, isDifferent);
        }

        Value different = Limited(new BitDifference(((TestValue)left).Formula, ((TestValue)right).Formula));
        return isDifferent ? different : Negated(different);
    }

    private static TestValue Limited(BitFormula formula) => formula.Size <= BitFormula.LargestSize
        ? new(formula)
        : throw new CircuitException(
            $"a condition of more than {BitFormula.LargestSize} tests of measured bits is not supported; nest several if");

    private static CircuitException Refused(Operator sign) => new(
        $"'{Operators.SignOf(sign)}' on measured bits is not supported here; test bits with !, &&, || and registers with == or <");
}
