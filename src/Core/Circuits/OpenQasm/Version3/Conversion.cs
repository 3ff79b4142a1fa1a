namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Values as other types; messages come without their place.</summary>
internal static class Conversion
{
    private const int MostBits = 63;

    /// <summary>The integer that a value is: truth values and bits are numbers too, floats are not.</summary>
    public static long ToInteger(Value value) => value switch
    {
        IntegerValue integer => integer.Number,
        BooleanValue boolean => boolean.IsTrue ? 1 : 0,
        BitsValue bits => Number(bits),
        _ => throw Mismatch(value, "an integer"),
    };

    /// <summary>The real number that a value is.</summary>
    public static Angle ToAngle(Value value) => value is RealValue real ? real.Angle : (double)ToInteger(value);

    /// <summary>Whether a value is not zero.</summary>
    public static bool ToBoolean(Value value) => value switch
    {
        BooleanValue boolean => boolean.IsTrue,
        IntegerValue integer => integer.Number != 0,
        BitsValue bits => bits.Bits.Any(b => b),
        RealValue { Angle.IsConstant: true } real => !real.Angle.IsZero,
        _ => throw Mismatch(value, "a truth value"),
    };

    /// <summary>A value as a variable of a scalar type holds it.</summary>
    public static Value To(ClassicalType type, Value value) => type.Kind switch
    {
        TypeKind.Integer when value is BitsValue bits && bits.Bits.Length == type.Width => new IntegerValue(Signed(bits)),
        TypeKind.Integer or TypeKind.Unsigned => new IntegerValue(Fitting(type, value is RealValue real ? Truncated(real) : ToInteger(value))),
        TypeKind.Angle when value is BitsValue bits => new RealValue(Turns(bits)),
        TypeKind.Float or TypeKind.Angle => new RealValue(ToAngle(value)),
        TypeKind.Boolean => new BooleanValue(ToBoolean(value)),
        _ => ToBits(type, value),
    };

    /// <summary>The number that bits spell.</summary>
    public static long Number(BitsValue bits)
    {
        long number = 0;
        for (int i = 0; i < bits.Bits.Length; i++)
        {
            if (bits.Bits[i])
            {
                number |= i < MostBits ? 1L << i : throw new CircuitException(
                    $"{bits.Bits.Length} bits spell a number beyond {MostBits} bits; use fewer of them");
            }
        }

        return number;
    }

    // The highest bit counts negative.
    private static long Signed(BitsValue bits)
    {
        bool isNegative = bits.Bits[bits.Bits.Length - 1];
        return isNegative ? -Number(new(Array.ConvertAll(bits.Bits, b => !b), IsRegister: true)) - 1 : Number(bits);
    }

    // The highest bit is half a turn, each lower one half of that.
    private static double Turns(BitsValue bits)
    {
        double angle = 0;
        foreach (bool bit in bits.Bits)
        {
            angle = (angle + (bit ? 2 * Math.PI : 0)) / 2;
        }

        return angle;
    }

    public static CircuitException Mismatch(Value value, string wanted) => new(value switch
    {
        RealValue { Angle.IsConstant: false } => $"an input stands where {wanted} is expected, but its value is unknown here; use a constant",
        MeasuredBits or TestValue =>
            $"{value.Kind} {(value is TestValue ? "stands" : "stand")} where {wanted} is expected, which is not supported; use them in the condition of an if only",
        _ => $"{value.Kind} stands where {wanted} is expected; convert it or give another value",
    });

    private static long Truncated(RealValue real)
    {
        if (!real.Angle.IsConstant)
        {
            throw Mismatch(real, "an integer");
        }

        double number = real.Angle.Constant;
        return Math.Abs(number) < long.MaxValue ? (long)number : throw new OverflowException();
    }

    private static long Fitting(ClassicalType type, long number)
    {
        bool isUnsigned = type.Kind == TypeKind.Unsigned;
        int magnitude = Math.Min((type.Width ?? MostBits) - (isUnsigned || type.Width is null ? 0 : 1), MostBits);
        bool fits = magnitude == MostBits
            ? !isUnsigned || number >= 0
            : number >= (isUnsigned ? 0 : -(1L << magnitude)) && number < 1L << magnitude;
        return fits ? number : throw new CircuitException($"{number} does not fit into {type}; give a value in its range");
    }

    private static BitsValue ToBits(ClassicalType type, Value value)
    {
        int width = type.Width ?? 1;
        if (value is BitsValue bits)
        {
            return bits.Bits.Length == width
                ? new(bits.Bits, type.Width is not null)
                : throw new CircuitException($"{bits.Bits.Length} bits are given to {type}; give {width}");
        }

        long number = ToInteger(value);
        return number >= 0 && (width >= MostBits || number < 1L << width)
            ? new(Enumerable.Range(0, width).Select(i => i < MostBits && (number >> i & 1) == 1).ToArray(), type.Width is not null)
            : throw new CircuitException($"{number} does not fit into {type}; give a value in its range");
    }
}
