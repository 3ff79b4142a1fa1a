namespace CutAwareQnn.Simulation;

/// <summary>Room that one thread needs for the tiles of a loop.</summary>
/// <param name="bits">Qubits of a tile.</param>
internal sealed class TileScratch(int bits)
{
    private readonly List<TileState> _tiles = [];
    private int _rented;

    /// <summary>Room for strings that are read together.</summary>
    public FamilyScratch Family { get; } = new(bits);

    /// <summary>Returns room for a tile with unspecified amplitudes, until <see cref="Clear"/> is called.</summary>
    public Amplitudes Rent()
    {
        if (_rented == _tiles.Count)
        {
            _tiles.Add(new(1 << bits));
        }

        return _tiles[_rented++].All;
    }

    /// <summary>Returns the tile that was rented after <paramref name="index"/> others.</summary>
    public Amplitudes Rented(int index) => _tiles[index].All;

    /// <summary>Takes all tiles back.</summary>
    public void Clear() => _rented = 0;
}
