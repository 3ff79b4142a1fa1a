using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>
/// A unitary gate: one row of <see cref="Gates"/>. Facts are redundant on purpose (the inverse, the diagonal flag and the shift rules
/// all follow from the matrix) and a test compares them with each other.
/// </summary>
public sealed class Gate : IEquatable<Gate>
{
    // Decompositions of a unitary carry its error on, so it must be far below what users compare to.
    private const double UnitarityTolerance = 1e-9;

    private readonly Func<double[], ComplexMatrix> _matrix;
    private readonly ComplexMatrix? _unitary;
    private readonly Func<Angle[], GateInverse> _inverse;

    internal Gate(
        string name,
        int qubitCount,
        Func<double[], ComplexMatrix> matrix,
        Func<Angle[], GateInverse> inverse,
        bool isDiagonal = false,
        params ShiftRule[] shiftRules)
    {
        Name = name;
        QubitCount = qubitCount;
        IsDiagonal = isDiagonal;
        ShiftRules = shiftRules;
        _matrix = matrix;
        _inverse = inverse;
    }

    private Gate(ComplexMatrix unitary, int qubitCount)
        : this("unitary", qubitCount, _ => unitary, _ => new(new(unitary.Adjoint(), qubitCount), EquatableArray<Angle>.Empty))
    {
        _unitary = unitary;
        IsDiagonal = Enumerable.Range(0, unitary.Entries.Count)
            .All(i => i / unitary.Dimension == i % unitary.Dimension || unitary.Entries[i] == 0);
    }

    /// <summary>The name in OpenQASM, or <c>unitary</c>.</summary>
    public string Name { get; }

    /// <summary>How many qubits it acts on.</summary>
    public int QubitCount { get; }

    /// <summary>How many angles it takes.</summary>
    public int ParameterCount => ShiftRules.Count;

    /// <summary>Whether its matrix is diagonal for every angle.</summary>
    public bool IsDiagonal { get; }

    /// <summary>The shift rule of each parameter.</summary>
    public IReadOnlyList<ShiftRule> ShiftRules { get; }

    /// <summary>The gate that a control on the first qubit applies to the others; null if this is no controlled gate.</summary>
    public Gate? Controlled { get; internal init; }

    /// <summary>Whether the gate is given by its matrix alone and is in no table.</summary>
    public bool IsUnitary => _unitary is not null;

    /// <summary>Creates a gate of any unitary matrix on one or two qubits; gates of equal matrices are equal.</summary>
    /// <param name="matrix">2 × 2 or 4 × 4, unitary to 1e-9; bit <c>i</c> of an index is the gate's argument <c>i</c>.</param>
    /// <exception cref="CircuitException">Another size, or not unitary.</exception>
    public static Gate Unitary(ComplexMatrix matrix)
    {
        if (matrix.Dimension is not (2 or 4))
        {
            throw new CircuitException(
                $"a unitary gate was given a matrix of {Counted.Of(matrix.Dimension, "row")}; give 2 for one qubit or 4 for two");
        }

        double error = matrix.UnitarityError();
        return error <= UnitarityTolerance
            ? new(matrix, matrix.Dimension == 2 ? 1 : 2)
            : throw new CircuitException(string.Format(
                CultureInfo.InvariantCulture,
                "the matrix of a unitary gate is not unitary: U†U differs from the identity by {0:G3}; give one within {1:G1}",
                error, UnitarityTolerance));
    }

    /// <summary>Returns the unitary for bound angles in radians.</summary>
    /// <param name="angles"><see cref="ParameterCount"/> angles in radians.</param>
    /// <returns>A 2^k × 2^k matrix; bit <c>i</c> of an index is the gate's argument <c>i</c>.</returns>
    public ComplexMatrix Matrix(params double[] angles)
    {
        if (angles.Length != ParameterCount)
        {
            throw new CircuitException(ArityMessage("angle", ParameterCount, angles.Length));
        }

        return _matrix(angles);
    }

    /// <summary>Returns the inverse gate applied with these angles.</summary>
    public GateInverse Inverse(IEnumerable<Angle> angles) => _inverse(angles.ToArray());

    /// <summary>Compares rows of the table by identity and unitary gates by their matrices.</summary>
    public bool Equals(Gate? other) =>
        ReferenceEquals(this, other) || (_unitary is not null && other?._unitary is not null && _unitary.Equals(other._unitary));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Gate);

    /// <inheritdoc/>
    public override int GetHashCode() => _unitary?.GetHashCode() ?? StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>Returns the gate's name.</summary>
    public override string ToString() => Name;

    internal string ArityMessage(string what, int expected, int given) => string.Format(
        CultureInfo.InvariantCulture,
        "gate {0} was given {1} but takes {2}; write {0} with {2}", Name, Counted.Of(given, what), expected);
}
