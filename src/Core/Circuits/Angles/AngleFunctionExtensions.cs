namespace CutAwareQnn.Circuits;

/// <summary>What is known about each function.</summary>
public static class AngleFunctionExtensions
{
    /// <summary>Computes the value; not finite outside the domain.</summary>
    public static double Evaluate(this AngleFunction function, double value) => function switch
    {
        AngleFunction.Sin => Elementary.Sin(value),
        AngleFunction.Cos => Elementary.Cos(value),
        AngleFunction.Tan => Elementary.Tan(value),
        AngleFunction.Exp => Elementary.Exp(value),
        AngleFunction.Ln => Elementary.Log(value),
        AngleFunction.Sqrt => Math.Sqrt(value),
        AngleFunction.Arcsin => Elementary.Atan2(value, Math.Sqrt((1 - value) * (1 + value))),
        AngleFunction.Arccos => Elementary.Atan2(Math.Sqrt((1 - value) * (1 + value)), value),
        _ => Elementary.Atan2(value, 1),
    };

    /// <summary>Returns the name in OpenQASM 2; version 3 has <c>log</c> for <c>ln</c>.</summary>
    public static string Name(this AngleFunction function) => function switch
    {
        AngleFunction.Sin => "sin",
        AngleFunction.Cos => "cos",
        AngleFunction.Tan => "tan",
        AngleFunction.Exp => "exp",
        AngleFunction.Ln => "ln",
        AngleFunction.Sqrt => "sqrt",
        AngleFunction.Arcsin => "arcsin",
        AngleFunction.Arccos => "arccos",
        _ => "arctan",
    };

    /// <summary>Returns -1 for an odd function, 1 for an even one, 0 for the others.</summary>
    internal static int Parity(this AngleFunction function) => function switch
    {
        AngleFunction.Cos => 1,
        AngleFunction.Sin or AngleFunction.Tan or AngleFunction.Arcsin or AngleFunction.Arctan => -1,
        _ => 0,
    };

    /// <summary>Returns the derivative of the function at an angle.</summary>
    internal static Angle Derivative(this AngleFunction function, Angle at) => function switch
    {
        AngleFunction.Sin => Angle.Apply(AngleFunction.Cos, at),
        AngleFunction.Cos => -Angle.Apply(AngleFunction.Sin, at),
        AngleFunction.Tan => Angle.Power(Angle.Apply(AngleFunction.Cos, at), -2),
        AngleFunction.Exp => Angle.Apply(AngleFunction.Exp, at),
        AngleFunction.Ln => Angle.Power(at, -1),
        AngleFunction.Sqrt => 0.5 / Angle.Apply(AngleFunction.Sqrt, at),
        AngleFunction.Arcsin => Angle.Power(1 - (at * at), -0.5),
        AngleFunction.Arccos => -Angle.Power(1 - (at * at), -0.5),
        _ => Angle.Power(1 + (at * at), -1),
    };
}
