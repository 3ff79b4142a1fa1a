namespace CutAwareQnn.Simulation;

/// <summary>Room for the amplitudes of a state or a tile.</summary>
/// <param name="length">Number of amplitudes.</param>
internal sealed class TileState(int length)
{
    private readonly AlignedNumbers _re = new(length);
    private readonly AlignedNumbers _im = new(length);

    /// <summary>The amplitudes.</summary>
    public Amplitudes All => new(_re.Span, _im.Span);
}
