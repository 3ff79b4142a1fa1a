using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>A test of classical bits.</summary>
/// <param name="Bits">Bit indices, least significant first.</param>
/// <param name="Value">The number the bits must spell, or must not.</param>
/// <param name="IsNegated">Whether the test is passed by every other number.</param>
public sealed record Condition(EquatableArray<int> Bits, BigInteger Value, bool IsNegated = false)
{
    // Below this number of bits a value that fits is tested as a machine integer.
    private const int WordBits = 63;

    /// <summary>Returns whether the bits of a classical register pass the test.</summary>
    /// <param name="isSet">Whether a classical bit is 1.</param>
    public bool Holds(Func<int, bool> isSet) => Spells(isSet) != IsNegated;

    /// <summary>Returns whether the value has a 1 for the bit at a position of <see cref="Bits"/>.</summary>
    public bool HasOne(int position) => !(Value >> position).IsEven;

    /// <inheritdoc/>
    public override string ToString() => $"c[{string.Join(",", Bits)}] {(IsNegated ? "!=" : "==")} {Value}";

    private bool Spells(Func<int, bool> isSet)
    {
        if (Value.Sign < 0)
        {
            return false;
        }

        return Bits.Count <= WordBits && Value <= long.MaxValue ? SpellsWord(isSet, (long)Value) : SpellsLong(isSet);
    }

    private bool SpellsWord(Func<int, bool> isSet, long value)
    {
        for (int i = 0; i < Bits.Count; i++)
        {
            if (isSet(Bits[i]) != ((value >> i & 1) == 1))
            {
                return false;
            }
        }

        return Bits.Count >= WordBits || value >> Bits.Count == 0;
    }

    private bool SpellsLong(Func<int, bool> isSet)
    {
        byte[] value = Value.ToByteArray();
        for (int i = 0; i < Math.Max(Bits.Count, 8 * value.Length); i++)
        {
            bool hasOne = i / 8 < value.Length && (value[i / 8] >> (i % 8) & 1) == 1;
            if (hasOne != (i < Bits.Count && isSet(Bits[i])))
            {
                return false;
            }
        }

        return true;
    }
}
