namespace CutAwareQnn.Circuits;

/// <summary>A Pauli string with a real or imaginary weight, as products of strings make them.</summary>
internal sealed class PauliProduct
{
    private PauliProduct(double weight, int quarterTurns, string letters)
    {
        Weight = (quarterTurns & 2) == 0 ? weight : -weight;
        IsImaginary = (quarterTurns & 1) == 1;
        Letters = letters;
    }

    /// <summary>The weight, or its imaginary part.</summary>
    public double Weight { get; }

    /// <summary>Whether the weight is a multiple of i.</summary>
    public bool IsImaginary { get; }

    /// <summary>The letters from qubit 0 up to the last one that is not I.</summary>
    public string Letters { get; }

    /// <summary>Whether every letter is I.</summary>
    public bool IsNumber => Letters.Length == 0;

    /// <summary>The fewest qubits that it needs.</summary>
    public int QubitCount => Math.Max(1, Letters.Length);

    /// <summary>Creates a multiple of the identity.</summary>
    public static PauliProduct OfNumber(double weight) => new(weight, 0, "");

    /// <summary>Creates one letter on one qubit.</summary>
    public static PauliProduct OfLetter(char letter, int qubit) => new(1, 0, letter == 'I' ? "" : new string('I', qubit) + letter);

    /// <summary>Creates one letter per qubit, the rightmost for qubit 0.</summary>
    public static PauliProduct OfWord(string letters) => new(1, 0, new string([.. letters.Reverse()]).TrimEnd('I'));

    /// <summary>Returns the letters over all qubits, the rightmost for qubit 0.</summary>
    public string Over(int qubitCount) => new([.. Letters.PadRight(qubitCount, 'I').Reverse()]);

    /// <summary>Returns a multiple.</summary>
    public PauliProduct Scaled(double factor) => new(factor * Weight, IsImaginary ? 1 : 0, Letters);

    /// <summary>Returns a quotient.</summary>
    public PauliProduct Divided(double divisor) => new(Weight / divisor, IsImaginary ? 1 : 0, Letters);

    /// <summary>Returns the product, this one on the left.</summary>
    public PauliProduct Times(PauliProduct right)
    {
        int turns = (IsImaginary ? 1 : 0) + (right.IsImaginary ? 1 : 0);
        char[] letters = new char[Math.Max(Letters.Length, right.Letters.Length)];
        for (int qubit = 0; qubit < letters.Length; qubit++)
        {
            int a = LetterAt(Letters, qubit);
            int b = LetterAt(right.Letters, qubit);

            // I, X, Y, Z are 0 to 3. XY = iZ, YZ = iX and ZX = iY; the other way round -i, which is three quarter turns.
            letters[qubit] = "IXYZ"[a == b ? 0 : a == 0 || b == 0 ? a + b : 6 - a - b];
            turns += a == 0 || b == 0 || a == b ? 0 : (b - a + 3) % 3 == 1 ? 1 : 3;
        }

        return new(Weight * right.Weight, turns & 3, new string(letters).TrimEnd('I'));
    }

    private static int LetterAt(string letters, int qubit) => qubit < letters.Length ? "IXYZ".IndexOf(letters[qubit]) : 0;
}
