using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The brackets of a unitary circuit's kets, and derivatives backwards through it, at the speed of caches: neighbouring gates are one
/// matrix, and many matrices act on a tile of the state before the next tile is read. Safe to share between threads.
/// </summary>
internal sealed class TileSimulator
{
    private readonly TileCircuit _circuit;
    private readonly TileMemory _memory;
    private readonly ITileThreads _threads;

    /// <summary>Compiles a circuit.</summary>
    /// <param name="circuit">A circuit that <see cref="TileCircuit.IsPossible"/> accepts.</param>
    /// <param name="layout">The kets of its cut ends.</param>
    /// <param name="strings">The observables, by the circuit's qubits.</param>
    /// <param name="threads">The threads that share the tiles.</param>
    /// <param name="sizes">How large tiles are; null to choose them for the machine's caches.</param>
    public TileSimulator(
        Circuit circuit, KetLayout layout, IReadOnlyList<PauliMask> strings, ITileThreads threads, TileSizes? sizes = null)
    {
        _circuit = new(circuit, layout, strings, sizes ?? TileSizes.For(layout.KetCount));
        _memory = new(_circuit);
        _threads = threads;
    }

    /// <summary>Computes ⟨ψ_j|P|ψ_i⟩ for all strings P and kets j ≤ i.</summary>
    /// <param name="slots">The bound slots in radians.</param>
    /// <param name="gram">Receives [string][j][i]; entries with j > i are 0.</param>
    public void Gram(ReadOnlySpan<double> slots, Span<Complex> gram)
    {
        gram.Clear();
        var run = new TileRun(_circuit, slots, isBackward: false, _memory, _threads);
        run.AddGram(gram);
        run.Release();
    }

    /// <summary>Computes the derivatives of <c>Re Σ W[P, j, i]·⟨ψ_j|P|ψ_i⟩</c> for Hermitian W by the slots.</summary>
    /// <param name="slots">The bound slots in radians.</param>
    /// <param name="weights">W: [string][j][i].</param>
    /// <param name="gradient">Receives a derivative per slot, per radian.</param>
    public void Backward(ReadOnlySpan<double> slots, Complex[] weights, Span<double> gradient)
    {
        gradient.Clear();
        var run = new TileRun(_circuit, slots, isBackward: true, _memory, _threads);
        run.Sweep(weights, _circuit.Chain(slots), gradient);
        run.Release();
    }
}
