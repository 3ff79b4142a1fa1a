namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The functions and operators of expressions; NaN where there is no value.</summary>
internal static class Arithmetic
{
    public static double Unary(Operation operation, double value) =>
        operation == Operation.Negate ? -value
        : !IsFinite(value) ? double.NaN
        : operation switch
        {
            Operation.Sin => Elementary.Sin(value),
            Operation.Cos => Elementary.Cos(value),
            Operation.Tan => Elementary.Tan(value),
            Operation.Exp => Elementary.Exp(value),
            Operation.Ln => value > 0 ? Elementary.Log(value) : double.NaN,
            _ => Math.Sqrt(value),
        };

    public static double Binary(Operation operation, double left, double right) => operation switch
    {
        Operation.Add => left + right,
        Operation.Subtract => left - right,
        Operation.Multiply => left * right,
        Operation.Divide => right == 0 ? double.NaN : left / right,
        _ => Power(left, right),
    };

    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static double Power(double @base, double exponent)
    {
        const double LargestExactInteger = 1L << 53;
        if (!IsFinite(@base) || !IsFinite(exponent) || (@base == 0 && exponent < 0))
        {
            return double.NaN;
        }

        if (Math.Floor(exponent) == exponent && Math.Abs(exponent) <= LargestExactInteger)
        {
            double power = IntegerPower(@base, (long)Math.Abs(exponent));
            return exponent < 0 ? 1 / power : power;
        }

        return @base > 0 ? Elementary.Exp(exponent * Elementary.Log(@base)) : @base == 0 ? 0 : double.NaN;
    }

    private static double IntegerPower(double @base, long exponent)
    {
        double power = 1;
        for (double square = @base; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) == 1)
            {
                power *= square;
            }
        }

        return power;
    }
}
