using System.Collections.Concurrent;

namespace CutAwareQnn.Simulation;

/// <summary>
/// States and scratch that one query has finished with and the next can take: the pages of new ones cost more than a query.
/// </summary>
/// <param name="circuit">The circuit.</param>
internal sealed class TileMemory(TileCircuit circuit)
{
    private readonly ConcurrentBag<TileState> _states = [];
    private readonly ConcurrentBag<TileScratch> _scratch = [];

    /// <summary>Returns a state with unspecified amplitudes.</summary>
    public TileState RentState() => _states.TryTake(out TileState? state) ? state : new(circuit.StateLength);

    /// <summary>Returns scratch for one thread.</summary>
    public TileScratch RentScratch() => _scratch.TryTake(out TileScratch? scratch) ? scratch : new(circuit.Sizes.Bits);

    /// <summary>Takes a state back.</summary>
    public void Return(TileState state) => _states.Add(state);

    /// <summary>Takes scratch back.</summary>
    public void Return(TileScratch scratch) => _scratch.Add(scratch);
}
