namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Comparisons.</summary>
internal sealed partial class MeasuredOperators
{
    // A condition holds its bits in a signed 64-bit number.
    private const int MostConditionBits = 63;

    private Value CompareBits(Operator sign, MeasuredBits left, MeasuredBits right)
    {
        if ((left.Form == BitForm.Signed) != (right.Form == BitForm.Signed))
        {
            throw new CircuitException("measured bits are compared as a signed number and another; cast both to one type");
        }

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
        if (bits.Form == BitForm.Bits && other is BitsValue literal && literal.Bits.Length != bits.Bits.Length)
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
        if (bits.Form == BitForm.Signed && number < 0 && number >= -HighestOf(bits))
        {
            number += 2 * HighestOf(bits);
        }
        else if (bits.Form == BitForm.Signed && number >= HighestOf(bits))
        {
            return new BooleanValue(false);
        }

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

            if (bits.Form == BitForm.Signed && value >= HighestOf(bits))
            {
                value -= 2 * HighestOf(bits);
            }

            holds[i] = Operators.Compare(sign, value.CompareTo(number));
        }

        return holds.All(h => h) ? new BooleanValue(true)
            : holds.All(h => !h) ? new BooleanValue(false)
            : new TestValue(new BitTable(open.ToEquatableArray(), holds.ToEquatableArray()));
    }

    private static long HighestOf(MeasuredBits bits) => 1L << (bits.Bits.Length - 1);

    private static Operator Reversed(Operator sign) => sign switch
    {
        Operator.Less => Operator.Greater,
        Operator.LessOrEqual => Operator.GreaterOrEqual,
        Operator.Greater => Operator.Less,
        Operator.GreaterOrEqual => Operator.LessOrEqual,
        _ => sign,
    };
}
