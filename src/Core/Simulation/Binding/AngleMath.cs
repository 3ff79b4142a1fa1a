using System.Globalization;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Functions and powers in angles, for one number and for lanes, with the same bits in each. They are rare, so lanes are computed one
/// by one.
/// </summary>
public static class AngleMath
{
    /// <summary>Computes the value of a function.</summary>
    /// <exception cref="CircuitException">The argument lies outside its domain.</exception>
    public static double Apply(AngleFunction function, double argument)
    {
        double value = function.Evaluate(argument);
        return double.IsFinite(value) ? value : throw OutsideDomain($"{function.Name()}({Text(argument)})");
    }

    /// <summary>Computes the values of a function, lane by lane.</summary>
    /// <exception cref="CircuitException">An argument lies outside its domain.</exception>
    public static Vector256<double> Apply(AngleFunction function, Vector256<double> arguments) =>
        Lanes(arguments, arguments, (x, _) => Apply(function, x));

    /// <summary>Computes the values of a function, lane by lane.</summary>
    /// <exception cref="CircuitException">An argument lies outside its domain.</exception>
    public static Vector512<double> Apply(AngleFunction function, Vector512<double> arguments) =>
        Vector512.Create(Apply(function, arguments.GetLower()), Apply(function, arguments.GetUpper()));

    /// <summary>Computes an integer power.</summary>
    /// <exception cref="CircuitException">0 is raised to a negative power.</exception>
    public static double Power(double @base, int exponent)
    {
        double value = AnglePower.Of(@base, exponent);
        return double.IsFinite(value) ? value : throw OutsideDomain($"{Text(@base)} to the power {Text(exponent)}");
    }

    /// <summary>Computes integer powers, lane by lane.</summary>
    /// <exception cref="CircuitException">0 is raised to a negative power.</exception>
    public static Vector256<double> Power(Vector256<double> bases, int exponent) =>
        Lanes(bases, bases, (x, _) => Power(x, exponent));

    /// <summary>Computes integer powers, lane by lane.</summary>
    /// <exception cref="CircuitException">0 is raised to a negative power.</exception>
    public static Vector512<double> Power(Vector512<double> bases, int exponent) =>
        Vector512.Create(Power(bases.GetLower(), exponent), Power(bases.GetUpper(), exponent));

    /// <summary>Computes the angle of the point (x, y), in radians.</summary>
    public static double Atan2(double y, double x) => Elementary.Atan2(y, x);

    /// <summary>Computes the angles of the points (x, y), lane by lane, in radians.</summary>
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x) => Lanes(y, x, Elementary.Atan2);

    /// <summary>Computes the angles of the points (x, y), lane by lane, in radians.</summary>
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x) =>
        Vector512.Create(Atan2(y.GetLower(), x.GetLower()), Atan2(y.GetUpper(), x.GetUpper()));

    private static Vector256<double> Lanes(Vector256<double> a, Vector256<double> b, Func<double, double, double> function) =>
        Vector256.Create(function(a[0], b[0]), function(a[1], b[1]), function(a[2], b[2]), function(a[3], b[3]));

    private static CircuitException OutsideDomain(string what) =>
        new($"an angle holds {what}, which has no finite value; keep features and weights in the domain of its functions");

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
