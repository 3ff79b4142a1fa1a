using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A matrix on a few bits of a tile, where all controls are 1.</summary>
internal sealed class PlacedMatrix : PlacedOperation
{
    private readonly MatrixLayout _layout;
    private readonly MatrixLayout _inverse;
    private readonly int _outsideControls;
    private readonly bool _isReal;

    /// <summary>Places a matrix.</summary>
    /// <param name="bits">The bits of the tile, the least significant of the matrix's index first.</param>
    /// <param name="controls">Mask of control bits in the tile.</param>
    /// <param name="outsideControls">Mask of control bits of the state outside the tile.</param>
    /// <param name="entering">Bits of the matrix's index that are brought in, none of them among a vector's lanes.</param>
    /// <param name="isReal">Whether all entries are real.</param>
    public PlacedMatrix(int[] bits, int controls, int outsideControls, int entering, bool isReal)
    {
        _layout = new(bits, controls, fixedRows: 0, fixedColumns: entering);
        _inverse = entering == 0 ? _layout : new(bits, controls, fixedRows: entering, fixedColumns: 0);
        _outsideControls = outsideControls;
        _isReal = isReal;
        EnteringCount = BitOperations.PopCount((uint)entering);
    }

    /// <inheritdoc/>
    public override int EnteringCount { get; }

    /// <inheritdoc/>
    public override int CoefficientCount => _layout.CoefficientCount(_isReal);

    /// <inheritdoc/>
    public override int InverseCount => _inverse.CoefficientCount(_isReal);

    /// <inheritdoc/>
    public override int EntryCount => _layout.RowCount * _layout.ColumnCount;

    /// <inheritdoc/>
    public override void Spread(ReadOnlySpan<Complex> matrix, Span<double> coefficients) => _layout.Spread(matrix, _isReal, coefficients);

    /// <inheritdoc/>
    public override void SpreadInverse(ReadOnlySpan<Complex> matrix, Span<double> coefficients)
    {
        Span<Complex> transpose = stackalloc Complex[EntryCount];
        for (int r = 0; r < _layout.RowCount; r++)
        {
            for (int c = 0; c < _layout.ColumnCount; c++)
            {
                transpose[(c * _layout.RowCount) + r] = Complex.Conjugate(matrix[(r * _layout.ColumnCount) + c]);
            }
        }

        _inverse.Spread(transpose, _isReal, coefficients);
    }

    /// <inheritdoc/>
    public override void Apply(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients)
    {
        if (Acts(stateIndex))
        {
            MatrixKernel.Apply(re, im, re.Length >> EnteringCount, _layout, coefficients, _isReal);
        }
    }

    /// <inheritdoc/>
    public override void Undo(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients)
    {
        if (Acts(stateIndex))
        {
            MatrixKernel.Apply(re, im, re.Length >> EnteringCount, _inverse, coefficients, _isReal);
        }
    }

    /// <inheritdoc/>
    public override void AddTransition(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int stateIndex, Span<Complex> result)
    {
        if (Acts(stateIndex))
        {
            TransitionKernel.Add(braRe, braIm, ketRe, ketIm, braRe.Length >> EnteringCount, _layout, result);
        }
    }

    private bool Acts(int stateIndex) => (stateIndex & _outsideControls) == _outsideControls;
}
