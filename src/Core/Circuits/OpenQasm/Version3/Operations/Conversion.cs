using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Known values as other types; messages come without their place.</summary>
internal static class Conversion
{
    private const int MachineBits = 63;

    /// <summary>Returns the integer that a value is: truth values and bits are numbers too, floats are not.</summary>
    public static BigInteger ToInteger(Value value) => value switch
    {
        IntegerValue integer => integer.Number,
        BooleanValue boolean => boolean.IsTrue ? 1 : 0,
        BitsValue { IsKnown: true } bits => Number(bits),
        _ => throw Mismatch(value, "an integer"),
    };

    /// <summary>Returns the real number that a value is.</summary>
    public static Angle ToAngle(Value value) => value switch
    {
        RealValue real => real.Angle,
        AngleValue angle => angle.Angle,
        ComplexValue { Number.Imaginary: 0 } complex => complex.Number.Real,
        _ => (double)ToInteger(value),
    };

    /// <summary>Returns the complex number that a value is.</summary>
    public static Complex ToComplex(Value value)
    {
        if (value is ComplexValue complex)
        {
            return complex.Number;
        }

        Angle angle = ToAngle(value);
        return angle.IsConstant ? angle.Constant : throw Mismatch(value, "a complex number");
    }

    /// <summary>Returns whether a value is not zero.</summary>
    public static bool ToBoolean(Value value) => value switch
    {
        BooleanValue boolean => boolean.IsTrue,
        IntegerValue integer => !integer.Number.IsZero,
        BitsValue bits => bits.Bits.Any(Choices.IsTrue),
        RealValue { Angle.IsConstant: true } real => !real.Angle.IsZero,
        AngleValue { Angle.IsConstant: true } angle => !angle.Angle.IsZero,
        _ => throw Mismatch(value, "a truth value"),
    };

    /// <summary>Returns a value as a variable of a scalar type holds it.</summary>
    public static Value To(ClassicalType type, Value value) => type.Kind switch
    {
        TypeKind.Integer or TypeKind.Unsigned => ToWidth(type, value switch
        {
            RealValue real => Truncated(real),
            AngleValue angle => Number(angle.ToBits()),
            BitsValue bits when type.Kind == TypeKind.Integer && bits.Bits.Length == type.Width =>
                Wrapped(Number(bits), bits.Bits.Length, false),
            _ => ToInteger(value),
        }),
        TypeKind.Angle when value is BitsValue { IsRegister: true } bits => AngleValue.OfBits(bits, type.Width),
        TypeKind.Angle => AngleValue.Of(ToAngle(value), type.Width),
        TypeKind.Float => new RealValue(ToAngle(value)),
        TypeKind.Complex => new ComplexValue(ToComplex(value)),
        TypeKind.Duration => value as DurationValue ?? throw Mismatch(value, "a duration"),
        TypeKind.Boolean => BooleanValue.Of(ToBoolean(value)),
        _ => ToBits(type, value),
    };

    /// <summary>Returns an integer modulo the number of values of its type.</summary>
    public static BigInteger Wrapped(BigInteger number, int width, bool isUnsigned)
    {
        BigInteger period = BigInteger.One << width;
        BigInteger rest = BigInteger.Remainder(number, period);
        rest = rest.Sign < 0 ? rest + period : rest;
        return !isUnsigned && rest >= period >> 1 ? rest - period : rest;
    }

    public static CircuitException Mismatch(Value value, string wanted) => new(value switch
    {
        RealValue { Angle.IsConstant: false } or AngleValue { Angle.IsConstant: false } =>
            $"an input is given where {wanted} is expected, but its value is unknown here; use a constant",
        _ => $"{value.Kind} cannot be {wanted}; convert it or give another value",
    });

    private static BigInteger Number(BitsValue bits)
    {
        byte[] bytes = new byte[(bits.Bits.Length / 8) + 1];
        for (int i = 0; i < bits.Bits.Length; i++)
        {
            bytes[i / 8] |= (byte)(Choices.IsTrue(bits.Bits[i]) ? 1 << (i % 8) : 0);
        }

        return new(bytes);
    }

    private static BigInteger Truncated(RealValue real) => real.Angle.IsConstant
        ? (BigInteger)Math.Truncate(real.Angle.Constant)
        : throw Mismatch(real, "an integer");

    // A type without a width is the machine's, and what it cannot hold is an error; others count modulo their number of values.
    private static IntegerValue ToWidth(ClassicalType type, BigInteger number)
    {
        bool isUnsigned = type.Kind == TypeKind.Unsigned;
        if (type.Width is { } width)
        {
            return new(Wrapped(number, width, isUnsigned), width, isUnsigned);
        }

        return number < 0 && isUnsigned ? throw DoesNotFit(type, number)
            : BigInteger.Abs(number) >> (MachineBits + 1) == 0 ? new(number, null, isUnsigned)
            : throw DoesNotFit(type, number);
    }

    private static CircuitException DoesNotFit(ClassicalType type, BigInteger number) =>
        new($"{number} does not fit into {type}; give a value in its range");

    private static BitsValue ToBits(ClassicalType type, Value value)
    {
        int width = type.Width ?? 1;
        if (value is BitsValue bits)
        {
            return bits.Bits.Length == width
                ? new(bits.Bits, type.Width is not null)
                : throw new CircuitException($"{Counted.Of(bits.Bits.Length, "bit", "is", "are")} given to {type}; give {width}");
        }

        if (value is AngleValue { Width: { } angleWidth } angle && angleWidth == width)
        {
            return angle.ToBits();
        }

        BigInteger number = ToInteger(value);
        bool fits = value is IntegerValue { Width: { } own } && own == width
            || (number.Sign >= 0 && number >> width == 0);
        return fits ? new IntegerValue(number).ToBits(width) with { IsRegister = type.Width is not null } : throw DoesNotFit(type, number);
    }
}
