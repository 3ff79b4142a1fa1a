namespace CutAwareQnn.Simulation;

/// <summary>How large tiles are.</summary>
/// <param name="Bits">Qubits of a tile.</param>
/// <param name="LowBits">
/// The state's lowest positions that every tile has, so that it is read and written in runs of 2^LowBits numbers.
/// </param>
internal readonly record struct TileSizes(int Bits, int LowBits)
{
    /// <summary>Returns sizes at which the tiles of ket and adjoint fit the second cache (1 MiB) together.</summary>
    /// <param name="ketCount">Kets that are in the cache at the same time.</param>
    public static TileSizes For(int ketCount) => new(Math.Max(11, 14 - int.Log2(ketCount)), 5);
}
