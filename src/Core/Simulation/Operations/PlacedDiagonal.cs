using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A diagonal matrix on bits of a state, inside a tile or outside it.</summary>
internal sealed class PlacedDiagonal : PlacedOperation
{
    private readonly DiagonalLayout _layout;
    private readonly bool _isReal;

    /// <summary>Places a diagonal.</summary>
    /// <param name="inside">For each qubit of the diagonal, least significant first, its bit in the tile; -1 for one outside.</param>
    /// <param name="outside">For each qubit its bit in the state, where it is outside the tile; -1 for the others.</param>
    /// <param name="isReal">Whether all entries are real.</param>
    public PlacedDiagonal(int[] inside, int[] outside, bool isReal)
    {
        _layout = new(inside, outside);
        _isReal = isReal;
    }

    /// <inheritdoc/>
    public override int CoefficientCount => _layout.CoefficientCount(_isReal);

    /// <inheritdoc/>
    public override int EntryCount => _layout.Dimension;

    /// <inheritdoc/>
    public override void Spread(ReadOnlySpan<Complex> matrix, Span<double> coefficients) => _layout.Spread(matrix, _isReal, coefficients);

    /// <inheritdoc/>
    public override void SpreadInverse(ReadOnlySpan<Complex> matrix, Span<double> coefficients)
    {
        Span<Complex> conjugate = stackalloc Complex[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            conjugate[i] = Complex.Conjugate(matrix[i]);
        }

        _layout.Spread(conjugate, _isReal, coefficients);
    }

    /// <inheritdoc/>
    public override void Apply(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients) =>
        DiagonalKernel.Apply(re, im, _layout, stateIndex, coefficients, _isReal);

    /// <inheritdoc/>
    public override void Undo(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients) =>
        DiagonalKernel.Apply(re, im, _layout, stateIndex, coefficients, _isReal);

    /// <inheritdoc/>
    public override void AddTransition(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int stateIndex, Span<Complex> result) =>
        DiagonalKernel.AddTransition(braRe, braIm, ketRe, ketIm, _layout, stateIndex, result);
}
