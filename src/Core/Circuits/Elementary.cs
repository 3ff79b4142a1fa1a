namespace CutAwareQnn.Circuits;

/// <summary>placeholder until numerics merges</summary>
public static class Elementary
{
    /// <summary>placeholder</summary>
#pragma warning disable RS0030
    public static double Sin(double x) => Math.Sin(x);
    /// <summary>placeholder</summary>
    public static double Cos(double x) => Math.Cos(x);
    /// <summary>placeholder</summary>
    public static double Log(double x) => Math.Log(x);
#pragma warning restore RS0030
}
