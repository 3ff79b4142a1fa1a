using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// How a matrix on given qubits is applied to vectors of eight amplitudes. Each high qubit of the matrix doubles the vectors of a group;
/// a low qubit is inside the vectors, so coefficients differ by lane and a column is a permutation of the lanes.
/// </summary>
/// <remarks>
/// Row r of a group is <c>Σ_c C[r, c] · column c</c>, always in ascending order of c, wherever the qubits are.
/// </remarks>
internal sealed class MatrixLayout
{
    private const int Diagonal = -1;
    private const int OffDiagonal = -2;

    private readonly int[] _qubits;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly int _laneLocal;
    private readonly int _laneControls;
    private readonly int _groupShift;
    private readonly nint _firstMask;
    private readonly nint _secondMask;
    private readonly nint[] _otherMasks;
    private readonly nint _set;

    // [vector row][lane].
    private readonly int[] _laneRows;

    // [vector row][column][lane].
    private readonly int[] _sources;

    /// <summary>Lays out a matrix.</summary>
    /// <param name="qubits">k distinct qubits; the first is the least significant bit of the matrix's index.</param>
    /// <param name="controls">Mask of further qubits; where one is 0 the matrix does nothing.</param>
    /// <param name="fixedRows">Bits of the matrix's index, of high qubits, that are 0 in all rows.</param>
    /// <param name="fixedColumns">The same for the columns: the qubits are known to be in |0⟩, and their amplitudes are not read.</param>
    public MatrixLayout(int[] qubits, int controls, int fixedRows, int fixedColumns)
    {
        _qubits = qubits;
        int dimension = 1 << qubits.Length;
        int high = LocalBits.Spread(dimension - 1, qubits) & ~Lanes.LowBits;
        _laneLocal = LocalBits.Gather(Lanes.LowBits, qubits);
        _laneControls = controls & Lanes.LowBits;
        _set = controls & ~Lanes.LowBits;
        _rows = [.. Enumerable.Range(0, dimension).Where(r => (r & fixedRows) == 0)];
        _columns = [.. Enumerable.Range(0, dimension).Where(c => (c & fixedColumns) == 0)];
        VectorRows = [.. _rows.Where(r => (r & _laneLocal) == 0)];
        RowOffsets = [.. VectorRows.Select(r => LocalBits.Spread(r, qubits))];
        ColumnOffsets = [.. _columns.Select(c => LocalBits.Spread(c, qubits) & ~Lanes.LowBits)];
        ColumnPatterns = _laneLocal == 0 ? [] : [.. _columns.SelectMany(Pattern)];
        _laneRows = [.. VectorRows.SelectMany(_ => Enumerable.Range(0, Lanes.Count), RowOf)];
        _sources = new int[VectorRows.Length * _columns.Length * Lanes.Count];
        for (int i = 0; i < _sources.Length; i++)
        {
            int vector = i / Lanes.Count;
            _sources[i] = Source(vector / _columns.Length, vector % _columns.Length, i % Lanes.Count);
        }

        nint[] masks = [.. Bits(high | (controls & ~Lanes.LowBits)).Select(bit => ~(nint)(bit - 1))];
        _firstMask = masks.Length > 0 ? masks[0] : 0;
        _secondMask = masks.Length > 1 ? masks[1] : 0;
        _otherMasks = masks.Length > 2 ? masks[2..] : [];
        int resident = BitOperations.PopCount((uint)high) - BitOperations.PopCount((uint)(fixedRows | fixedColumns));
        _groupShift = Lanes.LogCount + resident + BitOperations.PopCount((uint)(controls & ~Lanes.LowBits));
    }

    /// <summary>Rows of the matrix.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Columns of the matrix.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The first row of each vector that a group writes; its other rows are in the vector's other lanes.</summary>
    public int[] VectorRows { get; }

    /// <summary>For each vector that a group writes, what it adds to the group's first index.</summary>
    public int[] RowOffsets { get; }

    /// <summary>For each column what it adds to the group's first index.</summary>
    public int[] ColumnOffsets { get; }

    /// <summary>For each column the permutation of the lanes that reads it; empty where no qubit is low.</summary>
    public double[] ColumnPatterns { get; }

    /// <summary>Returns the number of groups of a state in which fixed qubits are not counted.</summary>
    public int GroupCount(int length) => length >> _groupShift;

    /// <summary>Returns the first index of a group: its number with a bit inserted for each high qubit, controls at 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Start(int group)
    {
        nint index = (nint)group << Lanes.LogCount;
        index += index & _firstMask;
        index += index & _secondMask;
        foreach (nint mask in _otherMasks)
        {
            index += index & mask;
        }

        return index | _set;
    }

    /// <summary>
    /// Returns the row of the matrix that a lane of a vector is, from 0 to <see cref="RowCount"/>; -1 without its controls.
    /// </summary>
    public int Row(int vectorRow, int lane) => _laneRows[(vectorRow * Lanes.Count) + lane];

    /// <summary>Spreads a matrix over the lanes.</summary>
    /// <param name="matrix">Row by row, <see cref="RowCount"/> × <see cref="ColumnCount"/>.</param>
    /// <param name="isReal">Whether imaginary parts are omitted.</param>
    /// <param name="coefficients">Receives [vector row][column][real, imaginary][lane].</param>
    public void Spread(ReadOnlySpan<Complex> matrix, bool isReal, Span<double> coefficients)
    {
        int next = 0;
        for (int first = 0; first < _sources.Length; first += Lanes.Count)
        {
            Span<double> re = coefficients.Slice(next, Lanes.Count);
            Span<double> im = isReal ? default : coefficients.Slice(next + Lanes.Count, Lanes.Count);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                int source = _sources[first + lane];
                Complex entry = source >= 0 ? matrix[source] : source == Diagonal ? 1 : 0;
                re[lane] = entry.Real;
                if (!isReal)
                {
                    im[lane] = entry.Imaginary;
                }
            }

            next += isReal ? Lanes.Count : 2 * Lanes.Count;
        }
    }

    /// <summary>Returns the numbers that <see cref="Spread"/> writes.</summary>
    public int CoefficientCount(bool isReal) => isReal ? _sources.Length : 2 * _sources.Length;

    private static IEnumerable<int> Bits(int mask)
    {
        for (int rest = mask; rest != 0; rest &= rest - 1)
        {
            yield return rest & -rest;
        }
    }

    private int RowOf(int first, int lane) => (lane & _laneControls) == _laneControls
        ? Array.IndexOf(_rows, first | LocalBits.Gather(lane, _qubits))
        : -1;

    // Where a coefficient comes from: an index of the matrix, or the identity's entry in a lane without its controls.
    private int Source(int vectorRow, int column, int lane)
    {
        int row = Row(vectorRow, lane);
        return row >= 0 ? (row * ColumnCount) + column
            : (VectorRows[vectorRow] | LocalBits.Gather(lane, _qubits)) == _columns[column] ? Diagonal
            : OffDiagonal;
    }

    // The lanes of a column: the matrix's low qubits read as the column has them, all others as they are.
    private IEnumerable<double> Pattern(int column)
    {
        int low = LocalBits.Spread(_laneLocal, _qubits);
        int value = LocalBits.Spread(column & _laneLocal, _qubits);
        return Enumerable.Range(0, Lanes.Count).Select(lane => BitConverter.Int64BitsToDouble((lane & ~low) | value));
    }
}
