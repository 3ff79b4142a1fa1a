using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Recognises a definition that only spells out a row of the gate table, as exporters write for gates outside <c>qelib1.inc</c>:
/// same name, same numbers of angles and qubits, and the same unitary up to global phase at two points.
/// </summary>
internal static class RowMatch
{
    private const int MostQubits = 6;
    private const long LargestSize = 1_000;

    // Some hundred products of entries of size up to 1 lose about 1e-14; gates that differ do so by far more.
    private const double Tolerance = 1e-9;

    /// <summary>Finds the row that the definition spells out, or null.</summary>
    public static Gate? Find(GateDefinition definition) => Find(
        definition.Name, definition.QubitCount, definition.ParameterCount, definition.Size,
        (angles, product) => Expansion.Expand(definition, angles, Enumerable.Range(0, definition.QubitCount).ToArray(), product));

    /// <summary>Finds the row that a definition spells out, or null.</summary>
    /// <param name="name">The name that the row must have.</param>
    /// <param name="qubitCount">Qubits of the definition.</param>
    /// <param name="parameterCount">Angles of the definition.</param>
    /// <param name="size">Qubit arguments that it expands to.</param>
    /// <param name="expand">Gives what the definition means for some angles.</param>
    public static Gate? Find(
        string name, int qubitCount, int parameterCount, long size, Action<double[], UnitaryProduct> expand) =>
        Gates.Find(name, qubitCount) is { } row
        && qubitCount <= MostQubits && size <= LargestSize
        && row.ParameterCount == parameterCount
        && AgreesAt(0.7, row, expand) && AgreesAt(-1.9, row, expand)
            ? row : null;

    private static bool AgreesAt(double scale, Gate row, Action<double[], UnitaryProduct> expand)
    {
        double[] angles = Enumerable.Range(1, row.ParameterCount).Select(i => scale * Math.Sqrt(i)).ToArray();
        var product = new UnitaryProduct(row.QubitCount);
        expand(angles, product);
        return product.IsUnitary && AreEqualUpToPhase(product.Entries, row.Matrix(angles));
    }

    // The phase is read off the entry that is largest in the row's matrix.
    private static bool AreEqualUpToPhase(IReadOnlyList<Complex> unitary, ComplexMatrix matrix)
    {
        int largest = Enumerable.Range(0, unitary.Count).OrderByDescending(i => Complex.Abs(matrix.Entries[i])).First();
        Complex phase = unitary[largest] / matrix.Entries[largest];
        return Math.Abs(Complex.Abs(phase) - 1) < Tolerance
            && unitary.Zip(matrix.Entries, (a, b) => Complex.Abs(a - (phase * b))).All(distance => distance < Tolerance);
    }
}
