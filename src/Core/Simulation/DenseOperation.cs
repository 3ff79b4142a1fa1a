using System.Numerics;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A general matrix on given qubits, its entries laid out as <see cref="DenseKernel"/> reads them.</summary>
internal sealed class DenseOperation : GateOperation
{
    private readonly int[] _qubits;
    private readonly ComplexMatrix _matrix;
    private readonly int[] _offsets;
    private readonly DenseTerm[] _terms;

    /// <summary>Lays out a matrix.</summary>
    /// <param name="qubits">At most five distinct qubits; the first is the least significant bit of the matrix's index.</param>
    /// <param name="matrix">2^k × 2^k.</param>
    public DenseOperation(int[] qubits, ComplexMatrix matrix)
    {
        if (qubits.Length > DenseKernel.MaxQubits)
        {
            throw new CircuitException(
                $"a matrix on {qubits.Length} qubits is too large for one step; write it as gates on at most {DenseKernel.MaxQubits}");
        }

        _qubits = qubits;
        _matrix = matrix;
        int lowMask = qubits.Where(q => q < 2).Sum(q => 1 << q);
        int[] rows = [.. Enumerable.Range(0, matrix.Dimension)
            .Where(local => (LocalBits.Spread(local, qubits) & lowMask) == 0)
            .OrderBy(local => LocalBits.Spread(local, qubits))];
        _offsets = [.. rows.Select(local => LocalBits.Spread(local, qubits))];
        var terms = new List<DenseTerm>();
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < rows.Length; c++)
            {
                for (int exchange = 0; exchange <= lowMask; exchange++)
                {
                    if ((exchange & ~lowMask) == 0)
                    {
                        Complex[] lanes = [.. Enumerable.Range(0, Lanes.Count).Select(
                            lane => matrix[rows[r] | LocalBits.Gather(lane, qubits), rows[c] | LocalBits.Gather(lane ^ exchange, qubits)])];
                        if (lanes.Any(entry => entry != 0))
                        {
                            terms.Add(new(
                                r, c, exchange,
                                Vector256.Create([.. lanes.Select(entry => entry.Real)]),
                                Vector256.Create([.. lanes.Select(entry => entry.Imaginary)])));
                        }
                    }
                }
            }
        }

        _terms = [.. terms];
    }

    /// <inheritdoc/>
    public override void Apply(Span<double> re, Span<double> im) => DenseKernel.Apply(re, im, _offsets, _terms);

    /// <inheritdoc/>
    protected override GateOperation Adjoint() => new DenseOperation(_qubits, _matrix.Adjoint());
}
