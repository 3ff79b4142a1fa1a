using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// How a diagonal matrix is applied to a tile: some of its qubits are bits of the tile's index, others are the same for the whole tile.
/// </summary>
internal sealed class DiagonalLayout
{
    /// <summary>Vectors in a row whose factors are looked up together: the index bits 3 to 5.</summary>
    public const int RunCount = 8;

    private const int RunLogLength = 6;

    private readonly int[] _outside;
    private readonly int[] _above;
    private readonly int _vectorCount;

    // [outside reading][vector][lane]: the index of the diagonal.
    private readonly int[] _sources;

    /// <summary>Lays out a diagonal.</summary>
    /// <param name="inside">For each qubit of the diagonal, least significant first, its bit in the tile; -1 for one outside.</param>
    /// <param name="outside">For each qubit its bit in the state, where it is outside the tile; -1 for the others.</param>
    public DiagonalLayout(int[] inside, int[] outside)
    {
        Dimension = 1 << inside.Length;
        _outside = [.. outside.Where(bit => bit >= 0)];
        int[] high = [.. inside.Where(bit => bit >= Lanes.LogCount).Order()];
        int[] within = [.. high.Where(bit => bit < RunLogLength)];
        _above = [.. high.Where(bit => bit >= RunLogLength)];
        _vectorCount = 1 << high.Length;
        AboveShift = within.Length;
        Run = [.. Enumerable.Range(0, RunCount).Select(v => LocalBits.Gather(v << Lanes.LogCount, within))];
        _sources = new int[_vectorCount * Lanes.Count << _outside.Length];
        for (int i = 0; i < _sources.Length; i++)
        {
            int tile = LocalBits.Spread(i / Lanes.Count % _vectorCount, high) | (i % Lanes.Count);
            int state = LocalBits.Spread(i / Lanes.Count / _vectorCount, _outside);
            for (int q = 0; q < inside.Length; q++)
            {
                _sources[i] |= ((inside[q] >= 0 ? tile >> inside[q] : state >> outside[q]) & 1) << q;
            }
        }
    }

    /// <summary>Entries of the diagonal.</summary>
    public int Dimension { get; }

    /// <summary>For each vector of a run its share of the index of its factors.</summary>
    public int[] Run { get; }

    /// <summary>The share of the run begins at this bit.</summary>
    public int AboveShift { get; }

    /// <summary>Returns the share of a run in the index of its vectors' factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Above(int index) => LocalBits.Gather(index, _above) << AboveShift;

    /// <summary>Returns the first of a tile's factor vectors, counted in vectors.</summary>
    /// <param name="stateIndex">An index of the state inside the tile.</param>
    public int First(int stateIndex) => LocalBits.Gather(stateIndex, _outside) * _vectorCount;

    /// <summary>Factor vectors per tile.</summary>
    public int VectorCount => _vectorCount;

    /// <summary>Returns the index of the diagonal that a lane of a factor vector is.</summary>
    public int Source(int vector, int lane) => _sources[(vector * Lanes.Count) + lane];

    /// <summary>Returns the numbers that <see cref="Spread"/> writes.</summary>
    public int CoefficientCount(bool isReal) => isReal ? _sources.Length : 2 * _sources.Length;

    /// <summary>Spreads a diagonal over the lanes.</summary>
    /// <param name="diagonal">Its entries.</param>
    /// <param name="isReal">Whether imaginary parts are omitted.</param>
    /// <param name="coefficients">Receives [factor vector][real, imaginary][lane].</param>
    public void Spread(ReadOnlySpan<Complex> diagonal, bool isReal, Span<double> coefficients)
    {
        int stride = isReal ? Lanes.Count : 2 * Lanes.Count;
        for (int i = 0; i < _sources.Length; i++)
        {
            int place = (i / Lanes.Count * stride) + (i % Lanes.Count);
            coefficients[place] = diagonal[_sources[i]].Real;
            if (!isReal)
            {
                coefficients[place + Lanes.Count] = diagonal[_sources[i]].Imaginary;
            }
        }
    }
}
