namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A float, maybe with features and weights.</summary>
internal sealed record RealValue(Angle Angle) : Value
{
    public override string Kind => "a float";
}
