namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Operators on values that depend on measured bits; messages come without their place.</summary>
internal sealed class MeasuredOperators
{
    // A condition holds its bits in a signed 64-bit number.
    private const int MostConditionBits = 63;

    private readonly ClassicalMemory _memory;

    public MeasuredOperators(ClassicalMemory memory)
    {
        _memory = memory;
    }

    public static bool DependsOnBits(Value value) => value is MeasuredBits or TestValue;

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
        Operator.BitNot when IsSingle(value) => Negated(ToTruth(value)),
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
        or MeasuredBits { Bits.Length: 1 } or IntegerValue { Number: 0 or 1 };

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

    private Value CompareBits(Operator sign, MeasuredBits left, MeasuredBits right)
    {
        if (left.Bits.Length != right.Bits.Length)
        {
            throw new CircuitException(
                $"{left.Bits.Length} bits are compared with {right.Bits.Length}; compare registers of one size");
        }

        Value equal = new BooleanValue(true);
        for (int i = 0; i < left.Bits.Length; i++)
        {
            equal = Pair(equal, Difference(Bit(left.Bits[i]), Bit(right.Bits[i]), isDifferent: false), isAnd: true);
        }

        return sign == Operator.Equal ? equal : Negated(equal);
    }

    private Value Bit(int bit) => _memory[bit] is { } known ? new BooleanValue(known) : new TestValue(BitEquality.OfBit(bit));

    private Value CompareWith(Operator sign, MeasuredBits bits, Value other)
    {
        if (other is BitsValue literal && literal.Bits.Length != bits.Bits.Length)
        {
            throw new CircuitException($"{bits.Bits.Length} bits are compared with {literal.Bits.Length}; compare registers of one size");
        }

        long number = Conversion.ToInteger(other);
        return sign switch
        {
            Operator.Equal => Spell(bits, number),
            Operator.NotEqual => Negated(Spell(bits, number)),
            _ => Order(sign, bits, number),
        };
    }

    // Bits that are known decide or drop out.
    private Value Spell(MeasuredBits bits, long number)
    {
        List<int> open = [];
        long value = 0;
        for (int i = 0; i < bits.Bits.Length; i++)
        {
            bool wanted = (number >> Math.Min(i, MostConditionBits) & 1) == 1;
            if (_memory[bits.Bits[i]] is { } known)
            {
                if (known != wanted)
                {
                    return new BooleanValue(false);
                }
            }
            else if (open.Count < MostConditionBits)
            {
                value |= wanted ? 1L << open.Count : 0;
                open.Add(bits.Bits[i]);
            }
            else
            {
                throw new CircuitException(
                    $"a condition on {bits.Bits.Length} bits is not supported, only on {MostConditionBits}; test a slice of the register");
            }
        }

        bool isTooLarge = number < 0 || (bits.Bits.Length < MostConditionBits && number >> bits.Bits.Length != 0);
        return isTooLarge ? new BooleanValue(false) : new TestValue(new BitEquality(new Condition(open.ToEquatableArray(), value)));
    }

    private Value Order(Operator sign, MeasuredBits bits, long number)
    {
        int[] open = bits.Bits.Where(b => _memory[b] is null).ToArray();
        if (open.Length > BitTable.MostBits || bits.Bits.Length > MostConditionBits)
        {
            throw new CircuitException(
                $"'{Operators.SignOf(sign)}' on {open.Length} measured bits is not supported, only on {BitTable.MostBits}; "
                + "test for equality or use fewer bits");
        }

        bool[] holds = new bool[1 << open.Length];
        for (int i = 0; i < holds.Length; i++)
        {
            long value = 0;
            for (int k = 0; k < bits.Bits.Length; k++)
            {
                bool isSet = _memory[bits.Bits[k]] ?? (i >> Array.IndexOf(open, bits.Bits[k]) & 1) == 1;
                value |= isSet ? 1L << k : 0;
            }

            holds[i] = Operators.Compare(sign, value.CompareTo(number));
        }

        return holds.All(h => h) ? new BooleanValue(true)
            : holds.All(h => !h) ? new BooleanValue(false)
            : new TestValue(new BitTable(open.ToEquatableArray(), holds.ToEquatableArray()));
    }

    private static Operator Reversed(Operator sign) => sign switch
    {
        Operator.Less => Operator.Greater,
        Operator.LessOrEqual => Operator.GreaterOrEqual,
        Operator.Greater => Operator.Less,
        Operator.GreaterOrEqual => Operator.LessOrEqual,
        _ => sign,
    };

    private static TestValue Limited(BitFormula formula) => formula.Size <= BitFormula.LargestSize
        ? new(formula)
        : throw new CircuitException(
            $"a condition of more than {BitFormula.LargestSize} tests of measured bits is not supported; nest several if");

    private static CircuitException Refused(Operator sign) => new(
        $"'{Operators.SignOf(sign)}' on measured bits is not supported here; test bits with !, &&, || and registers with == or <");
}
