namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Values of inputs of the type <c>angle</c>.</summary>
public static class AngleInput
{
    /// <summary>Returns a value as the type <c>angle</c> holds it: reduced by 2π, in [0, 2π) radians.</summary>
    public static double Reduced(double value)
    {
        double centred = WholeMultiple.Centred(value, 1);
        return centred < 0 ? centred + (2 * Math.PI) : centred;
    }
}
