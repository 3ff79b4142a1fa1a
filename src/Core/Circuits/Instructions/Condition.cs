namespace CutAwareQnn.Circuits;

/// <summary>A test of classical bits.</summary>
/// <param name="Bits">Bit indices, least significant first; at most 63.</param>
/// <param name="Value">The number the bits must spell, or must not.</param>
/// <param name="IsNegated">Whether the test is passed by every other number.</param>
public sealed record Condition(EquatableArray<int> Bits, long Value, bool IsNegated = false)
{
    /// <summary>Whether the bits of a classical register pass the test.</summary>
    /// <param name="isSet">Whether a classical bit is 1.</param>
    public bool Holds(Func<int, bool> isSet) => Spells(isSet) != IsNegated;

    /// <inheritdoc/>
    public override string ToString() => $"c[{string.Join(",", Bits)}] {(IsNegated ? "!=" : "==")} {Value}";

    private bool Spells(Func<int, bool> isSet)
    {
        for (int i = 0; i < Bits.Count; i++)
        {
            if (isSet(Bits[i]) != ((Value >> i & 1) == 1))
            {
                return false;
            }
        }

        return Bits.Count >= 63 || Value >> Bits.Count == 0;
    }
}
