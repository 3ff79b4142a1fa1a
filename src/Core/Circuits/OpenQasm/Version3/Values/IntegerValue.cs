using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An integer.</summary>
/// <param name="Number">The integer.</param>
/// <param name="Width">Bits of its type; null for literals and types without a width.</param>
/// <param name="IsUnsigned">Whether its type has no negative numbers.</param>
internal sealed record IntegerValue(BigInteger Number, int? Width = null, bool IsUnsigned = false) : Value
{
    // The machine's integer where a type has no width.
    private const int MachineBits = 64;

    public override string Kind => "an integer";

    /// <summary>Bits that can be read one by one.</summary>
    public int BitCount => Width ?? MachineBits;

    /// <summary>Returns the bits in two's complement, least significant first.</summary>
    public BitsValue ToBits(int count)
    {
        byte[] bytes = Number.ToByteArray();
        byte fill = Number.Sign < 0 ? (byte)0xFF : (byte)0;
        return new(
            Enumerable.Range(0, count)
                .Select(i => BooleanValue.Of(((i / 8 < bytes.Length ? bytes[i / 8] : fill) >> (i % 8) & 1) == 1)).ToArray(),
            IsRegister: true);
    }
}
