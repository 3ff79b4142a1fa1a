using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Branch and bound over the edges: the dearest open one is first joined, then parted. Joining makes other pairs too wide, which
/// parts them at once; what is parted, and <see cref="PackingBound"/> on the rest, bounds all that follows.
/// </summary>
internal sealed class ExactSearch
{
    // A bound of a graph of thousands of edges is stopped here; what it has found until then holds.
    private const long MostBoundWork = 20_000_000;

    private readonly CutGraph _graph;
    private readonly Capacities _capacities;
    private readonly int? _mostCuts;
    private readonly CancellationToken _cancellation;
    private readonly ContractedGraph _state;
    private readonly PackingBound _bound;
    private readonly bool _savesWidth;
    private readonly double _root;
    private readonly JointPricing? _joint;
    private double _best;
    private double _allowance;
    private double _open;
    private double _uncertain;
    private long _work;
    private long _effort;
    private bool _stopped;

    /// <summary>Prepares a search and bounds what it can find.</summary>
    /// <param name="graph">The graph, with costs that add up.</param>
    /// <param name="capacities">The room of the parts.</param>
    /// <param name="mostCuts">Most cuts; null for any number.</param>
    /// <param name="joint">What the cuts cost together, where that is less than the sum.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public ExactSearch(CutGraph graph, Capacities capacities, int? mostCuts, JointPricing? joint, CancellationToken cancellation)
    {
        _graph = graph;
        _joint = joint;
        _capacities = capacities;
        _mostCuts = mostCuts;
        _cancellation = cancellation;
        _state = new(graph, capacities.Widest);
        _bound = new(graph.VertexCount, capacities.Widest);
        _savesWidth = graph.HasSavings;
        _root = RootBound();
    }

    /// <summary>No way costs less, before cuts are made together.</summary>
    public double LowerWeight => _root;

    private Separated? Best { get; set; }

    private long NodeCount { get; set; }

    /// <summary>Searches for something better than the best known way.</summary>
    /// <param name="incumbent">The best way known, if any.</param>
    /// <param name="effort">Nodes and edges that may be looked at.</param>
    public ExactResult Run(Separated? incumbent, long effort)
    {
        _effort = effort;
        _work = 0;
        _open = double.PositiveInfinity;
        _stopped = false;
        NodeCount = 0;
        Best = incumbent;
        _uncertain = double.PositiveInfinity;
        Keep(incumbent?.Cost ?? double.PositiveInfinity);
        Visit(_root);
        double lower = _stopped ? Math.Min(_best, AtLeast(Math.Max(_root, _open))) : _best;
        bool isComplete = !_stopped && !Exactness.IsBelow(_uncertain, _best);
        return new(Best, Math.Min(lower, _uncertain), isComplete, NodeCount, _work);
    }

    private double AtLeast(double weight) => _joint is null ? weight : _joint.Price.AtLeast(weight);

    private bool CanImprove(double weight) => Exactness.IsBelow(AtLeast(weight), _best);

    private void Keep(double cost)
    {
        _best = cost;
        _allowance = _joint is null ? cost : _joint.Price.Allowance(cost);
    }

    // The packing depends on where its paths and trees start; the root can afford to try.
    private double RootBound()
    {
        const int Orders = 12;
        const long MostWork = 40_000_000;
        long work = 0;
        double bound = _bound.Of(_state, double.PositiveInfinity, MostBoundWork);
        var random = new FinderRandom(0, 0);
        for (int i = 0; i < Orders && !_cancellation.IsCancellationRequested && work < MostWork; i++)
        {
            bound = Math.Max(bound, _bound.Of(_state, double.PositiveInfinity, MostBoundWork, random.Order(_state.AliveCount)));
            work += _bound.Work;
        }

        return _state.Cost + bound;
    }

    private void Visit(double lower)
    {
        int before = _state.StepCount;
        while (true)
        {
            NodeCount++;
            lower = Math.Max(lower, _state.Cost);
            if (!CanImprove(lower) || _state.CutCount > _mostCuts || !HasPlaces(isLeaf: false))
            {
                break;
            }

            lower = Math.Max(lower, _state.Cost + _bound.Of(_state, _allowance - _state.Cost, MostBoundWork));
            _work += _bound.Work;
            if (!CanImprove(lower))
            {
                break;
            }

            if (_work > _effort || _cancellation.IsCancellationRequested)
            {
                _stopped = true;
                _open = Math.Min(_open, lower);
                break;
            }

            (int a, int b) = Dearest();
            if (a < 0)
            {
                Record();
                break;
            }

            int here = _state.StepCount;
            _state.Join(a, b);
            Visit(lower);
            _state.BackTo(here);
            _state.Part(a, b);
            if (_stopped)
            {
                _open = Math.Min(_open, Math.Max(lower, _state.Cost));
                break;
            }
        }

        _state.BackTo(before);
    }

    // Among equal edges the one that makes the largest group, which fills fragments one after another.
    private (int A, int B) Dearest()
    {
        (int A, int B) best = (-1, -1);
        double dearest = 0;
        int largest = 0;
        for (int i = 0; i < _state.AliveCount; i++)
        {
            int a = _state.Alive(i);
            for (int j = 0; j < i; j++)
            {
                int b = _state.Alive(j);
                double cost = _state.CostBetween(a, b);
                bool counts = cost > 0 || (_mostCuts is not null && _state.CutsBetween(a, b) > 0);
                if (!counts || _state.AreApart(a, b))
                {
                    continue;
                }

                int size = _state.QubitCount(a) + _state.QubitCount(b);
                if (best.A < 0 || Exactness.IsBelow(dearest, cost) || (!Exactness.IsBelow(cost, dearest) && size > largest))
                {
                    best = (a, b);
                    dearest = cost;
                    largest = size;
                }
            }
        }

        _work += _state.AliveCount;
        return best;
    }

    private bool HasPlaces(bool isLeaf)
    {
        if (!isLeaf && !_capacities.IsLimited)
        {
            return true;
        }

        int[] widths = Enumerable.Range(0, _state.AliveCount)
            .Select(i => isLeaf ? _state.Width(_state.Alive(i)) : _state.QubitCount(_state.Alive(i)))
            .ToArray();
        if (!isLeaf && _savesWidth)
        {
            // Groups on one qubit may need it once between them.
            return true;
        }

        int[]? places = _capacities.Place(widths, out bool isCertain);
        if (places is null && !isCertain && isLeaf)
        {
            _stopped = true;
            _open = Math.Min(_open, _state.Cost);
        }

        return places is not null || (!isLeaf && !isCertain);
    }

    private void Record()
    {
        if (!HasPlaces(isLeaf: true))
        {
            return;
        }

        int[] places =
            _capacities.Place(Enumerable.Range(0, _state.AliveCount).Select(i => _state.Width(_state.Alive(i))).ToArray(), out _)!;
        var found = Separated.Of(_graph, _state.Groups().Select(g => places[g]).ToArray());
        if (found.CutCount > (_mostCuts ?? int.MaxValue) || !CanImprove(found.Cost))
        {
            return;
        }

        if (_joint is not null)
        {
            Grouping grouping = _joint.Group(found.PartOf);
            found = found with { Cost = grouping.Cost };
            _uncertain = grouping.IsCertain ? _uncertain : Math.Min(_uncertain, grouping.Least);
            _work += _joint.WorkPerGrouping + grouping.Work;
        }

        if (Exactness.IsBelow(found.Cost, _best))
        {
            Best = found;
            Keep(found.Cost);
        }
    }
}
