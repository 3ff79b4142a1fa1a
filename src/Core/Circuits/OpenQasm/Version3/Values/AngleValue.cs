namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A value of the type <c>angle</c>: radians in [0, 2π), unless inputs occur, whose values are unknown.</summary>
/// <param name="Angle">Radians.</param>
/// <param name="Width">Bits of its type; null for a type without a width, which is not rounded.</param>
internal sealed record AngleValue(Angle Angle, int? Width) : Value
{
    private const int WidestRounding = 52;

    public override string Kind => "an angle";

    /// <summary>Returns an angle reduced by 2π and rounded to the next multiple of 2π/2^width, halves away from zero.</summary>
    public static AngleValue Of(Angle angle, int? width)
    {
        if (!angle.IsConstant)
        {
            return new(angle, width);
        }

        double turns = WholeMultiple.Centred(angle.Constant, 1) / (2 * Math.PI);
        if (width is { } bits and <= WidestRounding)
        {
            double steps = 1L << bits;
            double step = Math.Floor((turns * steps) + 0.5);
            return new((step < 0 ? step + steps : step >= steps ? step - steps : step) / steps * (2 * Math.PI), width);
        }

        return new(AngleInput.Reduced(angle.Constant), width);
    }

    /// <summary>Returns the angle as a number of steps of 2π/2^width.</summary>
    /// <exception cref="CircuitException">The type has no width, or an input occurs.</exception>
    public BitsValue ToBits() => Width is { } bits and <= WidestRounding && Angle.IsConstant
        ? new IntegerValue((long)Math.Round(Angle.Constant / (2 * Math.PI) * (1L << bits))).ToBits(bits)
        : throw new CircuitException(
            $"the bits of this angle are unknown; give its type a width of at most {WidestRounding}, as in angle[8], and a constant value");

    /// <summary>Returns the angle of bits: the highest is half a turn, each lower one half of that.</summary>
    public static AngleValue OfBits(BitsValue bits, int? width)
    {
        double angle = 0;
        foreach (Value bit in bits.Bits)
        {
            angle = (angle + (((BooleanValue)bit).IsTrue ? 2 * Math.PI : 0)) / 2;
        }

        return Of(angle, width);
    }
}
