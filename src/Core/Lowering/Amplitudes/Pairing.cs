using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Matrix elements of Pauli strings between product states: a product over the groups.</summary>
/// <remarks>
/// On a group, <c>P|x⟩ = i^y (-1)^{|x ∧ z|} |x ⊕ f⟩</c> with f the qubits of X and Y, z those of Z and Y, and y the number of Ys; so the
/// element is one sum over x, and where bra and ket agree half of it, twice the real part.
/// </remarks>
internal static class Pairing
{
    /// <summary>Returns <c>⟨bra|P|ket⟩</c>.</summary>
    public static Amplitude Element(ProgramBuilder builder, ProductState bra, ProductState ket, Func<int, Pauli> pauli)
    {
        Amplitude product = builder.Unit;
        foreach ((QubitGroup left, QubitGroup right) in bra.Groups.Zip(ket.Groups, (l, r) => (l, r)))
        {
            product = builder.Multiply(product, Element(builder, left, right, pauli));
        }

        return product;
    }

    private static Amplitude Element(ProgramBuilder builder, QubitGroup bra, QubitGroup ket, Func<int, Pauli> pauli)
    {
        int flip = 0;
        int sign = 0;
        int turns = 0;
        for (int bit = 0; bit < ket.Qubits.Length; bit++)
        {
            Pauli letter = pauli(ket.Qubits[bit]);
            flip |= letter is Pauli.X or Pauli.Y ? 1 << bit : 0;
            sign |= letter is Pauli.Z or Pauli.Y ? 1 << bit : 0;
            turns += letter == Pauli.Y ? 1 : 0;
        }

        bool isSame = bra.Amplitudes.SequenceEqual(ket.Amplitudes);
        if (isSame && flip == 0 && sign == 0)
        {
            return builder.Unit;
        }

        int half = isSame ? HighestBit(flip) : 0;
        List<Real> re = [];
        List<Real> im = [];
        for (int x = 0; x < ket.Amplitudes.Length; x++)
        {
            if ((x & half) != 0)
            {
                continue;
            }

            Amplitude left = bra.Amplitudes[x ^ flip].Conjugate;
            Amplitude right = ProgramBuilder.Turn(ket.Amplitudes[x], turns + (2 * (BitCount(x & sign) & 1)));
            re.Add(builder.Multiply(left.Re, right.Re));
            re.Add(-builder.Multiply(left.Im, right.Im));
            if (!isSame)
            {
                im.Add(builder.Multiply(left.Re, right.Im));
                im.Add(builder.Multiply(left.Im, right.Re));
            }
        }

        Real factor = builder.Constant(half == 0 ? ket.Weight : 2 * ket.Weight);
        return builder.Multiply(factor, new Amplitude(Total(builder, re), Total(builder, im)));
    }

    private static Real Total(ProgramBuilder builder, List<Real> terms) =>
        builder.Sum(terms.Where(t => t.Index != builder.Zero.Index).ToArray());

    private static int HighestBit(int bits)
    {
        int bit = 1;
        while (bit <= bits >> 1)
        {
            bit <<= 1;
        }

        return bits == 0 ? 0 : bit;
    }

    /// <summary>Returns the number of bits that are set.</summary>
    internal static int BitCount(int bits)
    {
        int count = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            count++;
        }

        return count;
    }
}
