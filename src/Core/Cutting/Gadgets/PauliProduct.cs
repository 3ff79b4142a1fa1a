using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A product of Pauli operators with a phase: i^phase · Π X^x Z^z, one bit per qubit in each row.</summary>
internal sealed class PauliProduct
{
    private const int WordBits = 64;

    private readonly ulong[] _x;
    private readonly ulong[] _z;
    private readonly int _phase;

    private PauliProduct(ulong[] x, ulong[] z, int phase)
    {
        _x = x;
        _z = z;
        _phase = phase & 3;
    }

    /// <summary>The sign of a Hermitian product relative to its string of Pauli letters: 1 or -1.</summary>
    public int Sign => ((_phase - CountBoth(_x, _z)) & 3) == 0 ? 1 : -1;

    /// <summary>The qubits with a letter other than I, ascending.</summary>
    public IEnumerable<int> Support
    {
        get
        {
            for (int w = 0; w < _x.Length; w++)
            {
                for (int bit = 0; bit < WordBits && (_x[w] | _z[w]) >> bit != 0; bit++)
                {
                    if (((_x[w] | _z[w]) >> bit & 1) != 0)
                    {
                        yield return (w * WordBits) + bit;
                    }
                }
            }
        }
    }

    /// <summary>The letter on a qubit.</summary>
    public Pauli this[int qubit] => (Bit(_x, qubit), Bit(_z, qubit)) switch
    {
        (true, true) => Pauli.Y,
        (true, false) => Pauli.X,
        (false, true) => Pauli.Z,
        _ => Pauli.I,
    };

    /// <summary>The product of the operators, this one on the left.</summary>
    public static PauliProduct operator *(PauliProduct left, PauliProduct right)
    {
        var x = new ulong[left._x.Length];
        var z = new ulong[x.Length];
        for (int w = 0; w < x.Length; w++)
        {
            x[w] = left._x[w] ^ right._x[w];
            z[w] = left._z[w] ^ right._z[w];
        }

        return new(x, z, left._phase + right._phase + (2 * CountBoth(left._z, right._x)));
    }

    /// <summary>Creates the identity.</summary>
    public static PauliProduct Identity(int qubitCount)
    {
        int words = (qubitCount + WordBits - 1) / WordBits;
        return new(new ulong[words], new ulong[words], 0);
    }

    /// <summary>Creates one letter on a qubit.</summary>
    public static PauliProduct Of(int qubitCount, int qubit, Pauli pauli)
    {
        PauliProduct product = Identity(qubitCount);
        ulong bit = 1UL << (qubit % WordBits);
        product._x[qubit / WordBits] = pauli is Pauli.X or Pauli.Y ? bit : 0;
        product._z[qubit / WordBits] = pauli is Pauli.Z or Pauli.Y ? bit : 0;
        return new(product._x, product._z, pauli == Pauli.Y ? 1 : 0);
    }

    /// <summary>Multiplies by a power of i.</summary>
    public PauliProduct Turned(int quarters) => new(_x, _z, _phase + quarters);

    /// <summary>Returns whether two products commute.</summary>
    public bool Commutes(PauliProduct other) => ((CountBoth(_x, other._z) + CountBoth(_z, other._x)) & 1) == 0;

    /// <summary>Returns whether two products have the same letters.</summary>
    public bool HasLettersOf(PauliProduct other) => _x.SequenceEqual(other._x) && _z.SequenceEqual(other._z);

    private static bool Bit(ulong[] row, int qubit) => (row[qubit / WordBits] >> (qubit % WordBits) & 1) != 0;

    private static int CountBoth(ulong[] a, ulong[] b)
    {
        int count = 0;
        for (int w = 0; w < a.Length; w++)
        {
            for (ulong both = a[w] & b[w]; both != 0; both &= both - 1)
            {
                count++;
            }
        }

        return count;
    }
}
