using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Draws strings fragment by fragment: all draws of a prefix are shared out over the outcomes of the next fragment by its conditional
/// probabilities, which are positive up to rounding. The cost is that of the distinct prefixes.
/// </summary>
internal sealed class StringSampler
{
    // 2^24 strings of 40 qubits take 2 GiB.
    private const int MaxDistinct = 1 << 24;

    private readonly OutputNetwork _network;
    private readonly CancellationToken _cancellationToken;
    private readonly BitStringWriter _writer;
    private readonly double[][] _boundaries;
    private readonly double[] _masses;
    private readonly int[] _outcomes;
    private readonly List<StringCount> _drawn = [];
    private CounterRandom _random;

    /// <summary>Prepares the draws.</summary>
    /// <param name="network">The circuit.</param>
    /// <param name="seed">The key of all random numbers; the stream is (seed, 0, 0).</param>
    /// <param name="cancellationToken">Ends the draws.</param>
    public StringSampler(OutputNetwork network, ulong seed, CancellationToken cancellationToken)
    {
        _network = network;
        _cancellationToken = cancellationToken;
        _writer = new(network.Qubits, network.Sites.Select(s => s.Qubits));
        _boundaries = [[1], .. network.Sites.Select(s => new double[s.RightLength])];
        _masses = new double[network.Sites.Max(s => s.OutcomeCount)];
        _outcomes = new int[network.Sites.Length];
        _random = new(seed, 0, 0);
    }

    /// <summary>Draws strings.</summary>
    /// <exception cref="CircuitException">The count is below 1, or too many distinct strings were drawn.</exception>
    public IReadOnlyList<StringCount> Draw(long count)
    {
        if (count is < 1 or > Binomial.MaxTrialCount)
        {
            throw new CircuitException($"{Counted.Of(count, "sample", "was", "were")} wanted; give 1 to 2^52");
        }

        Draw(0, count);
        _drawn.Sort((a, b) => string.CompareOrdinal(a.Bits, b.Bits));
        return _drawn;
    }

    private void Draw(int place, long count)
    {
        if (place == _outcomes.Length)
        {
            if (_drawn.Count == MaxDistinct)
            {
                throw new CircuitException($"more than {MaxDistinct} distinct strings were drawn; take fewer samples, or fewer qubits");
            }

            _drawn.Add(new(_writer.Write(_outcomes), count));
            return;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        OutcomeTable table = _network.Table(place);
        double[] weights = _network.RowWeights(place, _boundaries[place]);
        if (table.Blocks is not { } blocks)
        {
            Draw(place, count, table, weights, 0, table.OutcomeCount);
            return;
        }

        Span<double> ofBlocks = _masses.AsSpan(0, blocks.OutcomeCount);
        blocks.Masses(weights, 0, ofBlocks);
        foreach ((int block, long drawn) in OutcomeDraw.Draw(ref _random, count, ofBlocks))
        {
            Draw(place, drawn, table, weights, block * table.BlockSize, table.BlockSize);
        }
    }

    private void Draw(int place, long count, OutcomeTable table, double[] weights, int first, int length)
    {
        Span<double> masses = _masses.AsSpan(0, length);
        table.Masses(weights, first, masses);
        foreach ((int outcome, long drawn) in OutcomeDraw.Draw(ref _random, count, masses))
        {
            _outcomes[place] = first + outcome;
            _network.Advance(place, _boundaries[place], first + outcome, _boundaries[place + 1]);
            Draw(place + 1, drawn);
        }
    }
}
