namespace CutAwareQnn.Simulation;

/// <summary>X or SWAP on bits of a tile, where all controls are 1.</summary>
internal sealed class PlacedExchange : PlacedOperation
{
    private readonly ExchangeLayout _layout;
    private readonly int _outsideControls;

    /// <summary>Places an exchange.</summary>
    /// <param name="bits">The bit that flips, or the two that are exchanged.</param>
    /// <param name="controls">Mask of control bits in the tile.</param>
    /// <param name="outsideControls">Mask of control bits of the state outside the tile.</param>
    public PlacedExchange(int[] bits, int controls, int outsideControls)
    {
        _layout = new(bits.Sum(bit => 1 << bit), bits.Length == 1 ? 0 : 1 << bits[0], controls);
        _outsideControls = outsideControls;
    }

    /// <inheritdoc/>
    public override void Apply(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients)
    {
        if ((stateIndex & _outsideControls) == _outsideControls)
        {
            ExchangeKernel.Apply(re, _layout);
            ExchangeKernel.Apply(im, _layout);
        }
    }

    /// <inheritdoc/>
    public override void Undo(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients) =>
        Apply(re, im, stateIndex, coefficients);
}
