using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Recognises a definition that only spells out a row of the gate table, as exporters write for gates outside <c>qelib1.inc</c>:
/// same name, same numbers of angles and qubits, and the same unitary up to global phase at two points.
/// </summary>
internal sealed class RowMatch : IExpansionSink
{
    private const int MostQubits = 3;
    private const long LargestSize = 1_000;

    // Some hundred products of entries of size up to 1 lose about 1e-14; gates that differ do so by far more.
    private const double Tolerance = 1e-9;

    private readonly int _dimension;
    private Complex[] _unitary;
    private bool _isUnitary = true;

    private RowMatch(int qubitCount)
    {
        _dimension = 1 << qubitCount;
        _unitary = ComplexMatrix.Identity(_dimension).Entries.ToArray();
    }

    /// <summary>The row that the definition spells out, or null.</summary>
    public static Gate? Find(GateDefinition definition) =>
        Gates.Find(definition.Name) is { } row
        && definition.QubitCount <= MostQubits && definition.Size <= LargestSize
        && row.QubitCount == definition.QubitCount && row.ParameterCount == definition.ParameterCount
        && AgreesAt(0.7, definition, row) && AgreesAt(-1.9, definition, row)
            ? row : null;

    public void AddBarrier(int[] qubits) => _isUnitary = false;

    public void AddGate(Gate gate, double[] angles, int[] qubits)
    {
        _isUnitary &= angles.All(Arithmetic.IsFinite);
        if (!_isUnitary)
        {
            return;
        }

        ComplexMatrix matrix = gate.Matrix(angles);
        var product = new Complex[_unitary.Length];
        for (int row = 0; row < _dimension; row++)
        {
            int local = 0;
            int rest = row;
            for (int i = 0; i < qubits.Length; i++)
            {
                local |= (row >> qubits[i] & 1) << i;
                rest &= ~(1 << qubits[i]);
            }

            for (int k = 0; k < matrix.Dimension; k++)
            {
                int source = rest;
                for (int i = 0; i < qubits.Length; i++)
                {
                    source |= (k >> i & 1) << qubits[i];
                }

                for (int column = 0; column < _dimension; column++)
                {
                    product[(row * _dimension) + column] += matrix[local, k] * _unitary[(source * _dimension) + column];
                }
            }
        }

        _unitary = product;
    }

    private static bool AgreesAt(double scale, GateDefinition definition, Gate row)
    {
        double[] angles = Enumerable.Range(1, row.ParameterCount).Select(i => scale * Math.Sqrt(i)).ToArray();
        var match = new RowMatch(row.QubitCount);
        Expansion.Expand(definition, angles, Enumerable.Range(0, row.QubitCount).ToArray(), match);
        return match._isUnitary && match.EqualsUpToPhase(row.Matrix(angles));
    }

    // The phase is read off the entry that is largest in the row's matrix.
    private bool EqualsUpToPhase(ComplexMatrix matrix)
    {
        int largest = Enumerable.Range(0, _unitary.Length).OrderByDescending(i => Complex.Abs(matrix.Entries[i])).First();
        Complex phase = _unitary[largest] / matrix.Entries[largest];
        return Math.Abs(Complex.Abs(phase) - 1) < Tolerance
            && _unitary.Zip(matrix.Entries, (a, b) => Complex.Abs(a - (phase * b))).All(distance => distance < Tolerance);
    }
}
