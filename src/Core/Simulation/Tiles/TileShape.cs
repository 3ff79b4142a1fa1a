using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Which positions of a state a loop's tiles have, before and after qubits come in. All amplitudes of a tile agree in the state's other
/// positions.
/// </summary>
internal sealed class TileShape
{
    private readonly int[] _outside;
    private readonly int _runBits;

    // [run of a tile]: what it adds to the tile's first index.
    private readonly int[] _runs;

    /// <summary>Creates a shape.</summary>
    /// <param name="positions">The tile's positions, ascending; what comes in is above all that the state has.</param>
    /// <param name="before">Positions of the state before.</param>
    public TileShape(int[] positions, int before)
    {
        Positions = positions;
        Mask = positions.Sum(p => 1 << p);
        BitsBefore = positions.Count(p => p < before);
        Bits = positions.Length;
        _outside = [.. Enumerable.Range(0, before).Except(positions)];
        _runBits = Math.Min(BitOperations.TrailingZeroCount(~Mask), BitsBefore);
        _runs = [.. Enumerable.Range(0, 1 << (Bits - _runBits)).Select(run => LocalBits.Spread(run, positions.AsSpan(_runBits)))];
    }

    /// <summary>The tile's positions, ascending: the position of each bit of a tile's index.</summary>
    public int[] Positions { get; }

    /// <summary>Mask of the positions.</summary>
    public int Mask { get; }

    /// <summary>Bits of a tile's index before qubits come in.</summary>
    public int BitsBefore { get; }

    /// <summary>Bits of a tile's index.</summary>
    public int Bits { get; }

    /// <summary>Number of tiles.</summary>
    public int Count => 1 << _outside.Length;

    /// <summary>Returns the tile's bit of a position; -1 outside.</summary>
    public int Bit(int position) => Array.IndexOf(Positions, position);

    /// <summary>Returns the tile's bits of a mask of positions.</summary>
    public int Inside(int mask) => LocalBits.Gather(mask, Positions);

    /// <summary>Returns the index in the state of a tile's first amplitude.</summary>
    public int First(int tile) => LocalBits.Spread(tile, _outside);

    /// <summary>Copies a tile out of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="first">The tile's first index.</param>
    /// <param name="tile">Receives the amplitudes; its length selects the tile before or after qubits come in.</param>
    public void Load(Amplitudes state, int first, Amplitudes tile)
    {
        for (int run = 0; run < tile.Re.Length >> _runBits; run++)
        {
            state.Re.Slice(first + _runs[run], 1 << _runBits).CopyTo(tile.Re[(run << _runBits)..]);
            state.Im.Slice(first + _runs[run], 1 << _runBits).CopyTo(tile.Im[(run << _runBits)..]);
        }
    }

    /// <summary>Copies a tile into a state.</summary>
    public void Store(Amplitudes tile, int first, Amplitudes state)
    {
        for (int run = 0; run < tile.Re.Length >> _runBits; run++)
        {
            tile.Re.Slice(run << _runBits, 1 << _runBits).CopyTo(state.Re[(first + _runs[run])..]);
            tile.Im.Slice(run << _runBits, 1 << _runBits).CopyTo(state.Im[(first + _runs[run])..]);
        }
    }
}
