using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>Pauli matrices and their strings.</summary>
public static class DensePauli
{
    /// <summary>The 2x2 identity.</summary>
    public static Complex[,] I => DenseMatrix.Identity(2);

    /// <summary>The 2x2 matrix X.</summary>
    public static Complex[,] X => new Complex[,] { { 0, 1 }, { 1, 0 } };

    /// <summary>The 2x2 matrix Y.</summary>
    public static Complex[,] Y => new Complex[,] { { 0, -Complex.ImaginaryOne }, { Complex.ImaginaryOne, 0 } };

    /// <summary>The 2x2 matrix Z.</summary>
    public static Complex[,] Z => DenseMatrix.Diagonal(1, -1);

    /// <summary>Returns the matrix of a Pauli string whose rightmost letter is qubit 0.</summary>
    public static Complex[,] Matrix(string label)
    {
        Complex[,] result = DenseMatrix.Identity(1);
        foreach (char letter in label)
            result = result.Kronecker(Letter(letter, label));
        return result;
    }

    /// <summary>Returns every string of the given length: qubit 0's letter changes fastest, in the order I, X, Y, Z.</summary>
    public static IReadOnlyList<string> Labels(int qubitCount)
    {
        IEnumerable<string> labels = [""];
        for (int i = 0; i < qubitCount; i++)
            labels = labels.SelectMany(left => "IXYZ".Select(letter => left + letter));
        return [.. labels];
    }

    private static Complex[,] Letter(char letter, string label) => letter switch
    {
        'I' => I,
        'X' => X,
        'Y' => Y,
        'Z' => Z,
        _ => throw new ArgumentException($"Pauli string \"{label}\" has the letter '{letter}'; use I, X, Y and Z", nameof(label)),
    };
}
