namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An integer that bits spell, kept as bits: comparisons need no table of all its values.</summary>
/// <param name="Bits">Truth values, least significant first; some depend on measurements.</param>
/// <param name="IsSigned">Whether the highest bit counts negative.</param>
/// <param name="Width">Bits of its type; null for a type without a width.</param>
internal sealed record BitsNumber(Value[] Bits, bool IsSigned, int? Width) : Value
{
    public override string Kind => "a number of measured bits";

    /// <summary>Returns the bits of the same number in another width.</summary>
    public Value[] Extended(int count)
    {
        Value fill = IsSigned ? Bits[Bits.Length - 1] : BooleanValue.False;
        return Enumerable.Range(0, count).Select(i => i < Bits.Length ? Bits[i] : fill).ToArray();
    }
}
