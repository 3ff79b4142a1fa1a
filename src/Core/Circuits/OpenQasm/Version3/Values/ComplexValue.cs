using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A complex number.</summary>
internal sealed record ComplexValue(Complex Number) : Value
{
    public override string Kind => "a complex number";
}
