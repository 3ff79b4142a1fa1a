using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>A tensor product of Pauli operators, one letter per qubit; the rightmost letter is qubit 0.</summary>
/// <example>
/// <code>
/// PauliString letters = PauliString.Parse("ZIX");
/// Console.WriteLine(letters[0]);    // X
/// Console.WriteLine(string.Join(",", letters.Support));    // 0,2
/// </code>
/// </example>
public sealed class PauliString : IEquatable<PauliString>, IComparable<PauliString>
{
    private PauliString(string letters)
    {
        Letters = letters;
    }

    /// <summary>The letters I, X, Y and Z; the rightmost is qubit 0.</summary>
    public string Letters { get; }

    /// <summary>Number of qubits.</summary>
    public int QubitCount => Letters.Length;

    /// <summary>Whether every letter is I.</summary>
    public bool IsIdentity => Letters.All(l => l == 'I');

    /// <summary>The qubits on which the letter is not I, ascending.</summary>
    public IEnumerable<int> Support => Enumerable.Range(0, QubitCount).Where(q => this[q] != Pauli.I);

    /// <summary>The operator on a qubit.</summary>
    public Pauli this[int qubit] => Letters[QubitCount - 1 - qubit] switch
    {
        'X' => Pauli.X,
        'Y' => Pauli.Y,
        'Z' => Pauli.Z,
        _ => Pauli.I,
    };

    /// <summary>Reads letters, the rightmost for qubit 0.</summary>
    /// <exception cref="CircuitException">Empty, or a letter other than I, X, Y, Z.</exception>
    public static PauliString Parse(string letters)
    {
        int wrong = letters.TakeWhile(l => "IXYZ".IndexOf(l) >= 0).Count();
        return letters.Length > 0 && wrong == letters.Length
            ? new(letters)
            : throw new CircuitException(letters.Length == 0
                ? "a Pauli string is empty; give one letter of I, X, Y, Z a qubit"
                : string.Format(
                    CultureInfo.InvariantCulture,
                    "Pauli string '{0}' has '{1}' at position {2}; use the letters I, X, Y, Z",
                    letters, letters[wrong], wrong + 1));
    }

    /// <summary>Makes a string from operators, qubit 0 first.</summary>
    public static PauliString Of(IEnumerable<Pauli> paulis) => new(new string(paulis.Reverse().Select(p => "IXYZ"[(int)p]).ToArray()));

    /// <inheritdoc/>
    public bool Equals(PauliString? other) => other is not null && Letters == other.Letters;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PauliString);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Letters);

    /// <inheritdoc/>
    public int CompareTo(PauliString? other) => string.CompareOrdinal(Letters, other?.Letters);

    /// <inheritdoc/>
    public override string ToString() => Letters;
}
