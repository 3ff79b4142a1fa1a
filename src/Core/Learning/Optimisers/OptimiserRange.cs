using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Range checks for the parameters of optimisers and schedules.</summary>
internal static class OptimiserRange
{
    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw Outside(value, name, "a number above 0");

    public static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw Outside(value, name, "a number from 0");

    public static double Decay(double value, string name) => value is >= 0 and < 1
        ? value
        : throw Outside(value, name, "a number in [0, 1)");

    private static CircuitException Outside(double value, string name, string rule) =>
        new($"{name} {value.ToString(CultureInfo.InvariantCulture)} is out of range; give {rule}");
}
