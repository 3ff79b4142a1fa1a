namespace CutAwareQnn.Cutting;

/// <summary>
/// Improves a parting by moving one vertex at a time, the best move first, each vertex once per pass, even where a move costs; the
/// best state of the pass is kept. Between moves one vertex too many may be in a part, so that full parts can exchange.
/// </summary>
/// <remarks>Fiduccia and Mattheyses, DAC 1982, for many parts; Kernighan and Lin, Bell Syst. Tech. J. 49, 1970.</remarks>
internal sealed class Refinement
{
    private readonly CutGraph _graph;
    private readonly Capacities _capacities;
    private readonly int _slack;
    private readonly int _partLimit;
    private readonly int[] _partOf;
    private readonly int[] _widths;
    private readonly int[] _sizes;
    private readonly bool[] _locked;
    private readonly double[] _pull;
    private readonly int[] _saved;
    private readonly int[] _touched;
    private readonly double[] _gains;
    private readonly int[] _targets;
    private readonly bool[] _isStale;
    private int _overfull = -1;
    private int _empty = -1;

    private Refinement(CutGraph graph, Capacities capacities, int[] partOf)
    {
        _graph = graph;
        _capacities = capacities;
        _partOf = partOf;
        _slack = graph.Widths.Max();
        _partLimit = capacities.PartCount(graph.VertexCount);
        _widths = new int[_partLimit];
        _sizes = new int[_partLimit];
        _locked = new bool[graph.VertexCount];
        _pull = new double[_partLimit];
        _saved = new int[_partLimit];
        _touched = new int[graph.VertexCount + 1];
        _gains = new double[graph.VertexCount];
        _targets = new int[graph.VertexCount];
        _isStale = new bool[graph.VertexCount];
        for (int v = 0; v < partOf.Length; v++)
        {
            _widths[partOf[v]] += graph.Widths[v];
            _sizes[partOf[v]]++;
        }

        foreach (CutEdge edge in graph.Edges.Where(e => e.Saving > 0 && partOf[e.From] == partOf[e.To]))
        {
            _widths[partOf[edge.From]] -= edge.Saving;
        }
    }

    /// <summary>Improves a parting that keeps to the capacities, in place.</summary>
    public static void Run(CutGraph graph, Capacities capacities, int[] partOf)
    {
        const int MostPasses = 12;
        var refinement = new Refinement(graph, capacities, partOf);
        for (int pass = 0; pass < MostPasses && refinement.Pass(); pass++)
        {
        }
    }

    private bool Pass()
    {
        // Long tails of worsening moves rarely come back.
        int patience = 30 + (_graph.VertexCount / 10);
        Array.Clear(_locked, 0, _locked.Length);
        AllStale();
        var moves = new List<(int Vertex, int From)>();
        double gain = 0;
        double bestGain = 0;
        int bestCount = 0;
        while (moves.Count < _graph.VertexCount && moves.Count - bestCount < patience)
        {
            (int vertex, int to, double step) = BestMove();
            if (vertex < 0)
            {
                break;
            }

            moves.Add((vertex, _partOf[vertex]));
            Move(vertex, to);
            _locked[vertex] = true;
            gain += step;
            if (_overfull < 0 && gain > bestGain + Exactness.Tolerance(bestGain))
            {
                bestGain = gain;
                bestCount = moves.Count;
            }
        }

        for (int i = moves.Count - 1; i >= bestCount; i--)
        {
            Move(moves[i].Vertex, moves[i].From);
        }

        _overfull = -1;
        return bestCount > 0;
    }

    // While no part is overfull every move is allowed, so that a vertex's best changes with its neighbours only.
    private (int Vertex, int To, double Gain) BestMove()
    {
        (int Vertex, int To, double Gain) best = (-1, -1, double.NegativeInfinity);
        int roomiest = _overfull < 0 ? -1 : Roomiest();
        for (int v = 0; v < _graph.VertexCount; v++)
        {
            if (_locked[v] || (_overfull >= 0 && _partOf[v] != _overfull))
            {
                continue;
            }

            if (_overfull >= 0 || _isStale[v])
            {
                Weigh(v, roomiest);
            }

            if (_targets[v] >= 0 && _gains[v] > best.Gain)
            {
                best = (v, _targets[v], _gains[v]);
            }
        }

        return best;
    }

    private void Weigh(int v, int roomiest)
    {
        (int Vertex, int To, double Gain) best = (v, -1, double.NegativeInfinity);
        int own = _partOf[v];
        int touched = Gather(v, own);
        for (int i = 0; i < touched; i++)
        {
            Consider(v, own, _touched[i], ref best);
        }

        if (_empty >= 0 && _sizes[own] > 1 && (touched > 0 || _overfull >= 0))
        {
            Consider(v, own, _empty, ref best);
        }

        if (roomiest >= 0)
        {
            Consider(v, own, roomiest, ref best);
        }

        Clear(touched, own);
        (_targets[v], _gains[v]) = (best.To, best.Gain);

        // What was weighed under an overfull part holds for that moment only.
        _isStale[v] = _overfull >= 0;
    }

    // The cost and the qubits that bind a vertex to each part around it.
    private int Gather(int v, int own)
    {
        int touched = 0;
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            int part = _partOf[_graph.Neighbor(slot)];
            if (_pull[part] == 0 && part != own)
            {
                _touched[touched++] = part;
            }

            // A cut that costs nothing still makes a part a neighbour.
            _pull[part] += Math.Max(_graph.Cost(slot), double.Epsilon);
            _saved[part] += _graph.Saving(slot);
        }

        return touched;
    }

    private void Clear(int touched, int own)
    {
        for (int i = 0; i < touched; i++)
        {
            _pull[_touched[i]] = 0;
            _saved[_touched[i]] = 0;
        }

        _pull[own] = 0;
        _saved[own] = 0;
    }

    private void Consider(int v, int own, int to, ref (int Vertex, int To, double Gain) best)
    {
        if (to == own)
        {
            return;
        }

        double gain = _pull[to] - _pull[own];
        if (gain <= best.Gain)
        {
            return;
        }

        // One part at most is too full at a time.
        bool relieves = _overfull < 0 || _widths[own] - _graph.Widths[v] + _saved[own] <= _capacities[own];
        int width = _widths[to] + _graph.Widths[v] - _saved[to];
        if (width <= _capacities[to] + (relieves ? _slack : 0))
        {
            best = (v, to, gain);
        }
    }

    private int Roomiest()
    {
        int best = -1;
        for (int part = 0; part < _partLimit; part++)
        {
            int room = _capacities[part] - _widths[part];
            if (part != _overfull && _sizes[part] > 0 && room > 0 && (best < 0 || room > _capacities[best] - _widths[best]))
            {
                best = part;
            }
        }

        return best;
    }

    private void Move(int v, int to)
    {
        int from = _partOf[v];
        _sizes[from]--;
        _sizes[to]++;
        _widths[from] -= _graph.Widths[v];
        _widths[to] += _graph.Widths[v];
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            int part = _partOf[_graph.Neighbor(slot)];
            _isStale[_graph.Neighbor(slot)] = true;
            if (part == from)
            {
                _widths[from] += _graph.Saving(slot);
            }
            else if (part == to)
            {
                _widths[to] -= _graph.Saving(slot);
            }
        }

        _partOf[v] = to;
        if (_sizes[from] == 0 || to == _empty)
        {
            AllStale();
        }

        _overfull = -1;
        for (int part = 0; part < _partLimit && _overfull < 0; part++)
        {
            _overfull = _widths[part] > _capacities[part] ? part : -1;
        }
    }

    private void AllStale()
    {
        _empty = Array.IndexOf(_sizes, 0);
        for (int v = 0; v < _isStale.Length; v++)
        {
            _isStale[v] = true;
        }
    }
}
