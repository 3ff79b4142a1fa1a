using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>
/// A unitary gate: one row of <see cref="Gates"/>. Facts are redundant on purpose (the inverse, the diagonal flag and the shift rules
/// all follow from the matrix) and a test holds them against each other.
/// </summary>
public sealed class Gate
{
    private readonly Func<double[], ComplexMatrix> _matrix;
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

    /// <summary>The name in OpenQASM.</summary>
    public string Name { get; }

    /// <summary>How many qubits it acts on.</summary>
    public int QubitCount { get; }

    /// <summary>How many angles it takes.</summary>
    public int ParameterCount => ShiftRules.Count;

    /// <summary>Whether its matrix is diagonal for every angle.</summary>
    public bool IsDiagonal { get; }

    /// <summary>The shift rule of each parameter.</summary>
    public IReadOnlyList<ShiftRule> ShiftRules { get; }

    /// <summary>The unitary for bound angles in radians.</summary>
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

    /// <summary>The inverse gate applied with these angles.</summary>
    public GateInverse Inverse(IEnumerable<Angle> angles) => _inverse(angles.ToArray());

    /// <summary>The gate's name.</summary>
    public override string ToString() => Name;

    internal string ArityMessage(string what, int expected, int given) => string.Format(
        CultureInfo.InvariantCulture,
        "gate {0} was given {1} {2}{3} but takes {4}; write {0} with {4}",
        Name, given, what, given == 1 ? "" : "s", expected);
}

/// <summary>A gate that undoes another.</summary>
/// <param name="Gate">The inverse gate.</param>
/// <param name="Angles">Its angles.</param>
/// <param name="ReversesQubits">Whether it takes the qubits in the opposite order.</param>
public sealed record GateInverse(Gate Gate, EquatableArray<Angle> Angles, bool ReversesQubits = false);
