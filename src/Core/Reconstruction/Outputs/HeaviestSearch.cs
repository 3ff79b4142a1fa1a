using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Best-first search for the most likely strings. A node fixes the outcomes of the first places; its key bounds the probability of its
/// likeliest completion: its own mass times the largest conditional probabilities that later places can have. The first strings that are
/// popped are the most likely ones.
/// </summary>
internal sealed class HeaviestSearch
{
    // 2^24 waiting nodes take about 1 GiB.
    private const int MostNodes = 1 << 24;

    // Conditional probabilities below it are what rounding leaves of 0.
    private const double Nothing = 1e-14;

    // No string is dropped that may be as likely as one that is kept.
    private const double Tie = 1 - 1e-12;

    // Keys that agree in 32 bits are equal up to rounding; the deeper node comes first, so that equal strings are found one after another.
    private const long KeyHalf = 1L << 19;

    private readonly OutputNetwork _network;
    private readonly int _count;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _bounds;
    private readonly double[] _masses;
    private readonly PriorityQueue<double, double> _best = new();
    private double _floor;

    /// <summary>Prepares a search.</summary>
    /// <exception cref="CircuitException">The count is below 1.</exception>
    public HeaviestSearch(OutputNetwork network, int count, CancellationToken cancellationToken)
    {
        if (count < 1)
        {
            throw new CircuitException($"the {count} most likely strings were wanted; give a number from 1");
        }

        _network = network;
        _count = count;
        _cancellationToken = cancellationToken;
        _masses = new double[network.Sites.Max(s => s.OutcomeCount)];
        _bounds = new double[network.Sites.Length + 1];
        _bounds[^1] = 1;
        for (int place = network.Sites.Length - 1; place >= 0; place--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _bounds[place] = _bounds[place + 1] * OutcomeBound.Of(network.Sites[place], network.Right(place), network.Right(place + 1));
        }
    }

    // Strings less likely than the count-th best one known are of no interest.
    private double Threshold => Math.Max(_floor, _best.Count < _count ? 0 : _best.Peek()) * Tie;

    /// <summary>Runs the search.</summary>
    /// <exception cref="ReconstructionException">More nodes wait than fit.</exception>
    public HeaviestStrings Run()
    {
        Dive();
        var waiting = new PriorityQueue<Node, (double Key, int Depth)>(Comparer<(double Key, int Depth)>.Create(
            (a, b) => a.Key != b.Key ? b.Key.CompareTo(a.Key) : b.Depth.CompareTo(a.Depth)));
        waiting.Enqueue(Node.Root, (1, 0));
        var writer = new BitStringWriter(_network.Qubits, _network.Sites.Select(s => s.Qubits));
        var found = new List<LikelyString>();
        int opened = 0;
        while (found.Count < _count && waiting.TryDequeue(out Node? node, out _))
        {
            if (node.Depth == _network.Sites.Length)
            {
                found.Add(new(writer.Write(node.Outcomes()), node.Mass));
                continue;
            }

            opened++;
            foreach (Node child in Open(node))
            {
                waiting.Enqueue(child, (Rounded(child.Mass * _bounds[child.Depth]), child.Depth));
            }

            if (waiting.Count > MostNodes)
            {
                throw new ReconstructionException(
                    $"more than {MostNodes} prefixes are candidates for the {_count} most likely strings: the distribution is too "
                    + "flat for a proof; "
                    + "name fewer qubits, or take samples");
            }
        }

        found.Sort(
            (a, b) => a.Probability != b.Probability ? b.Probability.CompareTo(a.Probability) : string.CompareOrdinal(a.Bits, b.Bits));
        return new(found, opened);
    }

    // A beam of the heaviest prefixes gives strings whose masses are good thresholds.
    private void Dive()
    {
        int width = Math.Max(64, _count);
        List<Node> beam = [Node.Root];
        for (int place = 0; place < _network.Sites.Length; place++)
        {
            var kept = new PriorityQueue<Node, double>();
            foreach (Node child in beam.SelectMany(node => Open(node, isDive: true)))
            {
                kept.Enqueue(child, child.Mass);
                if (kept.Count > width)
                {
                    kept.Dequeue();
                }
            }

            beam = [.. kept.UnorderedItems.Select(item => item.Element)];
        }

        beam.ForEach(node => Know(node.Mass));
        _floor = _best.Count < _count ? 0 : _best.Peek();
        _best.Clear();
    }

    private static double Rounded(double key) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(key) + KeyHalf) & ~((2 * KeyHalf) - 1));

    private List<Node> Open(Node node, bool isDive = false)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        int place = node.Depth;
        node.Boundary ??= Boundary(node);
        Span<double> masses = _masses.AsSpan(0, _network.Sites[place].OutcomeCount);
        _network.Masses(place, node.Boundary, masses);
        var children = new List<Node>();
        double bound = _bounds[place + 1];
        for (int x = 0; x < masses.Length; x++)
        {
            double mass = node.Mass * masses[x];
            if (masses[x] > Nothing && (isDive || mass * bound >= Threshold))
            {
                children.Add(new(node, x, mass));
                if (!isDive && place + 1 == _network.Sites.Length)
                {
                    Know(mass);
                }
            }
        }

        return children;
    }

    private double[] Boundary(Node node)
    {
        if (node.Parent is not { } parent)
        {
            return [1];
        }

        double[] boundary = new double[_network.Sites[node.Depth - 1].RightLength];
        _network.Advance(node.Depth - 1, parent.Boundary!, node.Outcome, boundary);
        return boundary;
    }

    private void Know(double mass)
    {
        _best.Enqueue(mass, mass);
        if (_best.Count > _count)
        {
            _best.Dequeue();
        }
    }

    private sealed class Node(Node? parent, int outcome, double mass)
    {
        public static Node Root => new(null, 0, 1);

        public Node? Parent { get; } = parent;

        public int Outcome { get; } = outcome;

        public double Mass { get; } = mass;

        public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

        public double[]? Boundary { get; set; }

        public int[] Outcomes()
        {
            int[] outcomes = new int[Depth];
            for (Node node = this; node.Parent is not null; node = node.Parent)
            {
                outcomes[node.Depth - 1] = node.Outcome;
            }

            return outcomes;
        }
    }
}
