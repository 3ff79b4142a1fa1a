using System.Buffers;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// One sparse matrix along each leg of a fragment tensor: entries to operations, operations to entries, and their transposes.
/// </summary>
public sealed class LegTransform
{
    private readonly SparseMatrix[] _matrices;
    private readonly int _largest;

    private LegTransform(IEnumerable<double[,]> matrices)
    {
        _matrices = matrices.Select(m => new SparseMatrix(m)).ToArray();
        InputLength = _matrices.Aggregate(1, (n, m) => n * m.Columns);
        OutputLength = _matrices.Aggregate(1, (n, m) => n * m.Rows);
        _largest = _matrices.Aggregate(1, (n, m) => n * Math.Max(m.Rows, m.Columns));
    }

    /// <summary>Length of a tensor before.</summary>
    public int InputLength { get; }

    /// <summary>Length of a tensor after.</summary>
    public int OutputLength { get; }

    /// <summary>Creates the transform from tensor entries to the means of all physical variants.</summary>
    public static LegTransform Expansion(Fragment fragment) => new(fragment.Legs.Select(l => l.Basis.Expansion));

    /// <summary>Creates the transform from the means of all physical variants to tensor entries.</summary>
    public static LegTransform Assembly(Fragment fragment) => new(fragment.Legs.Select(l => l.Basis.Assembly));

    /// <summary>
    /// Maps tensor entries to the means of all physical variants and, along each leg after its operations, of the measuring operations
    /// without their signs.
    /// </summary>
    public static LegTransform WideExpansion(Fragment fragment) => new(fragment.Legs.Select(l => Widen(l.Basis)));

    /// <summary>Returns the row of an operation's result along a leg of <see cref="WideExpansion"/>.</summary>
    public static int WideRow(LegBasis basis, int operation, bool isSigned) => isSigned || !basis.Operations[operation].Measures
        ? operation
        : basis.Operations.Count + basis.Operations.Take(operation).Count(o => o.Measures);

    /// <summary>Counts the rows along a leg of <see cref="WideExpansion"/>.</summary>
    public static int WideCount(LegBasis basis) => basis.Operations.Count + basis.Operations.Count(o => o.Measures);

    /// <summary>Creates the transform from derivatives by tensor entries to derivatives by variants' means.</summary>
    public static LegTransform AssemblyTransposed(Fragment fragment) => new(fragment.Legs.Select(l => Transpose(l.Basis.Assembly)));

    /// <summary>Applies the matrices.</summary>
    /// <param name="input"><see cref="InputLength"/> entries, the last leg fastest.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> entries, the last leg fastest.</param>
    public void Apply(ReadOnlySpan<double> input, Span<double> output)
    {
        if (_matrices.Length == 0)
        {
            output[0] = input[0];
            return;
        }

        double[] rented = ArrayPool<double>.Shared.Rent(2 * _largest);
        Span<double> source = rented.AsSpan(0, _largest);
        Span<double> target = rented.AsSpan(_largest, _largest);
        input.CopyTo(source);
        int outer = 1;
        int inner = InputLength;
        for (int leg = 0; leg < _matrices.Length; leg++)
        {
            SparseMatrix matrix = _matrices[leg];
            inner /= matrix.Columns;
            matrix.Apply(source, leg == _matrices.Length - 1 ? output : target, outer, inner);
            outer *= matrix.Rows;
            Span<double> swap = source;
            source = target;
            target = swap;
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static double[,] Widen(LegBasis basis)
    {
        double[,] wide = new double[WideCount(basis), basis.Dimension];
        for (int operation = 0; operation < basis.Operations.Count; operation++)
        {
            int unsignedRow = WideRow(basis, operation, isSigned: false);
            for (int entry = 0; entry < basis.Dimension; entry++)
            {
                wide[operation, entry] = basis.Expansion[operation, entry];
                wide[unsignedRow, entry] = basis.Unsigned[operation, entry];
            }
        }

        return wide;
    }

    private static double[,] Transpose(double[,] matrix)
    {
        double[,] transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int r = 0; r < matrix.GetLength(0); r++)
        {
            for (int c = 0; c < matrix.GetLength(1); c++)
            {
                transposed[c, r] = matrix[r, c];
            }
        }

        return transposed;
    }

    private sealed class SparseMatrix
    {
        private readonly int[] _rowStart;
        private readonly int[] _columns;
        private readonly double[] _values;

        public SparseMatrix(double[,] dense)
        {
            Rows = dense.GetLength(0);
            Columns = dense.GetLength(1);
            List<int> columns = [];
            List<double> values = [];
            _rowStart = new int[Rows + 1];
            for (int r = 0; r < Rows; r++)
            {
                for (int c = 0; c < Columns; c++)
                {
                    if (dense[r, c] != 0)
                    {
                        columns.Add(c);
                        values.Add(dense[r, c]);
                    }
                }

                _rowStart[r + 1] = columns.Count;
            }

            _columns = [.. columns];
            _values = [.. values];
        }

        public int Rows { get; }

        public int Columns { get; }

        // target[o, r, i] = Σ_c M[r, c] source[o, c, i]
        public void Apply(ReadOnlySpan<double> source, Span<double> target, int outer, int inner)
        {
            for (int o = 0; o < outer; o++)
            {
                for (int r = 0; r < Rows; r++)
                {
                    Span<double> to = target.Slice(((o * Rows) + r) * inner, inner);
                    to.Clear();
                    for (int k = _rowStart[r]; k < _rowStart[r + 1]; k++)
                    {
                        ReadOnlySpan<double> from = source.Slice(((o * Columns) + _columns[k]) * inner, inner);
                        double value = _values[k];
                        for (int i = 0; i < inner; i++)
                        {
                            to[i] += value * from[i];
                        }
                    }
                }
            }
        }
    }
}
