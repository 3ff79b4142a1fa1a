namespace CutAwareQnn.Cutting;

/// <summary>
/// Groups the cuts of one parting: the gates between two pieces all together where both have room for an ancilla, else those together
/// that can be made at one time; with communication also wires one way, while no piece waits for itself.
/// </summary>
internal sealed class GroupingDraft
{
    private const int MostWires = 3;
    private const int MostPairsTried = 4;
    private const int MostTimed = 1_000;

    private readonly JointModel _model;
    private readonly CutLink[] _cut;
    private readonly int[] _pieces;
    private readonly int[] _widths;
    private readonly Capacities _capacities;
    private readonly PiecePair[] _gates;
    private readonly PiecePair[] _wires;
    private readonly double _separate;
    private readonly double _least;
    private TimeOrder? _order;
    private long _work;

    public GroupingDraft(JointModel model, int[] partOf)
    {
        _model = model;
        _cut = [.. model.Timeline.Cuts(partOf)];
        _pieces = model.Timeline.Pieces(partOf);
        _widths = Widths(partOf);
        _capacities = new(model.Limits, partOf.Length);
        _gates = [.. _cut
            .Where(l => model.Limits.IsJoint && !l.IsWire && l.Weight > 0 && l.Price.JoinsOthers)
            .GroupBy(l => (Math.Min(_pieces[l.A], _pieces[l.B]), Math.Max(_pieces[l.A], _pieces[l.B])))
            .Where(g => g.Count() > 1 || g.Any(l => l.Price.GammaWithAncilla < l.Price.Gamma))
            .Select(g => new PiecePair(g.Key.Item1, g.Key.Item2, [.. g]))];
        PiecePair[] ways = [.. _cut
            .Where(l => model.Limits.IsCommunicating && l.IsWire && _pieces[l.A] != _pieces[l.B])
            .GroupBy(l => (_pieces[l.A], _pieces[l.B]))
            .Select(g => new PiecePair(g.Key.Item1, g.Key.Item2, [.. g]))];
        _wires = WithoutCircles(ways);
        var together = new HashSet<int>(_gates.Concat(_wires).SelectMany(p => p.Links).Select(l => l.Index));
        _separate = _cut.Where(l => !together.Contains(l.Index)).Sum(Alone);
        _least = _cut.Except(_gates.Concat(ways).SelectMany(p => p.Links)).Sum(l => l.Cost) + _gates.Concat(ways).Sum(p => p.Least);
    }

    public Grouping Group() => Cheapest() with { Work = _work };

    private Grouping Cheapest()
    {
        // Where there are very many, what can be made at one time takes longer to see than it is worth.
        if (_cut.Length > MostTimed && Fits(_gates))
        {
            return Build(_gates);
        }

        Grouping best = Build([]);
        if (_gates.Length == 0 || !Exactness.IsBelow(best.Least, best.Cost))
        {
            return best;
        }

        if (Fits(_gates))
        {
            return Cheaper(best, Build(_gates));
        }

        bool isCertain = best.IsCertain && _gates.Length <= MostPairsTried;
        for (int mask = 1; mask < 1 << _gates.Length && _gates.Length <= MostPairsTried; mask++)
        {
            PiecePair[] some = [.. _gates.Where((_, i) => (mask >> i & 1) != 0)];
            if (Fits(some))
            {
                Grouping tried = Build(some);
                isCertain &= tried.IsCertain;
                best = Cheaper(best, tried);
            }
        }

        if (_gates.Length > MostPairsTried)
        {
            best = Cheaper(best, Build(Greedy(best)));
        }

        return best with { IsCertain = isCertain || !Exactness.IsBelow(best.Least, best.Cost) };
    }

    private static Grouping Cheaper(Grouping a, Grouping b) => Exactness.IsBelow(b.Cost, a.Cost) ? b : a;

    // γ of a wire without communication, whatever the timeline took it for.
    private static double Alone(CutLink link) => link.IsWire ? CutLink.WireCost : link.Cost;

    // The pairs that gain most, as long as there is room.
    private List<PiecePair> Greedy(Grouping without)
    {
        var chosen = new List<PiecePair>();
        var spent = new Dictionary<int, double>();
        foreach (CutGroup group in without.Groups)
        {
            foreach (CutLink link in group.Links)
            {
                spent[link.Index] = group.Cost / group.Links.Count;
            }
        }

        foreach ((PiecePair pair, double gain) in _gates
            .Select(p => (Pair: p, Gain: p.Links.Sum(l => spent[l.Index]) - p.Least))
            .OrderByDescending(p => p.Gain))
        {
            if (gain > Exactness.Tolerance(gain) && Fits([.. chosen, pair]))
            {
                chosen.Add(pair);
            }
        }

        return chosen;
    }

    private Grouping Build(IReadOnlyList<PiecePair> withAncillas)
    {
        var groups = new List<CutGroup>();
        foreach (PiecePair pair in withAncillas)
        {
            groups.Add(CutGroup.Of(GroupForm.Ancilla, pair.Links));
        }

        var items = new List<JointSchedule.Item>();
        PiecePair[] timed = [.. _gates.Except(withAncillas).Concat(_wires)];
        for (int p = 0; p < timed.Length; p++)
        {
            foreach (CutLink link in timed[p].Links)
            {
                if (link.IsWire || link.Price.Rank == 2)
                {
                    items.Add(new(link, p, [.. _model.Timeline.QubitsOf(link)], link.IsWire ? MostWires : int.MaxValue));
                }
                else
                {
                    groups.Add(CutGroup.Of(GroupForm.Separate, [link]));
                }
            }
        }

        items.Sort((a, b) => a.Link.Index.CompareTo(b.Link.Index));
        bool isCertain = _wires.Length == 0;
        foreach (int[] group in Scheduled(items, ref isCertain))
        {
            CutLink[] links = [.. group.Select(i => items[i].Link).OrderBy(l => l.Index)];
            groups.Add(CutGroup.Of(
                links[0].IsWire ? GroupForm.Communicating : links.Length > 1 ? GroupForm.Parallel : GroupForm.Separate, links));
        }

        double cost = _separate + groups.Sum(g => g.Cost);
        var grouped = new HashSet<int>(groups.SelectMany(g => g.Links).Select(l => l.Index));
        groups.AddRange(_cut.Where(l => !grouped.Contains(l.Index)).Select(l => CutGroup.Of(GroupForm.Separate, [l])));
        return new(
            [.. groups.OrderBy(g => g.Links[0].Index)],
            _pieces,
            Ancillas(withAncillas),
            cost,
            _least,
            isCertain || !Exactness.IsBelow(_least, cost));
    }

    private List<int[]> Scheduled(List<JointSchedule.Item> items, ref bool isCertain)
    {
        if (items.GroupBy(i => i.Pair).All(g => g.Count() == 1))
        {
            return [.. items.Select((_, i) => new[] { i })];
        }

        _order ??= _model.Order(_cut);
        return JointSchedule.Group(items, _order, ref isCertain, ref _work);
    }

    private bool Fits(IReadOnlyList<PiecePair> pairs)
    {
        int[] ancillas = Ancillas(pairs);
        if (!_capacities.IsLimited)
        {
            return pairs.All(p => _widths[p.First] + ancillas[p.First] <= _capacities.Widest
                && _widths[p.Second] + ancillas[p.Second] <= _capacities.Widest);
        }

        int[] widths = [.. _widths.Select((w, piece) => w + ancillas[piece]).Where(w => w > 0)];
        return _capacities.Place(widths, out _) is not null;
    }

    private int[] Ancillas(IReadOnlyList<PiecePair> pairs)
    {
        int[] ancillas = new int[_widths.Length];
        foreach (PiecePair pair in pairs)
        {
            ancillas[pair.First]++;
            ancillas[pair.Second]++;
        }

        return ancillas;
    }

    // Qubits of every piece, by its name; 0 for names of none, and for what does not count.
    private int[] Widths(int[] partOf)
    {
        IReadOnlyList<int> vertexOf = _model.Timeline.VertexOf;
        int[] widths = new int[_pieces.Length];
        for (int point = 0; point < _pieces.Length; point++)
        {
            widths[_pieces[point]] += partOf[vertexOf[point]] >= 0 ? 1 : 0;
        }

        foreach (CutLink wire in _model.Timeline.Links)
        {
            if (wire.IsWire && partOf[vertexOf[wire.A]] >= 0 && !_model.Timeline.IsCut(wire, partOf))
            {
                widths[_pieces[wire.A]]--;
            }
        }

        return widths;
    }

    // The directions with most wires first, each unless it would make a piece wait for itself.
    private static PiecePair[] WithoutCircles(PiecePair[] ways)
    {
        var chosen = new List<PiecePair>();
        foreach (PiecePair way in ways.OrderByDescending(w => w.Links.Length))
        {
            var reached = new HashSet<int> { way.Second };
            var open = new Stack<int>(reached);
            while (open.Count > 0)
            {
                int piece = open.Pop();
                foreach (int next in chosen.Where(c => c.First == piece).Select(c => c.Second).Where(reached.Add))
                {
                    open.Push(next);
                }
            }

            if (!reached.Contains(way.First))
            {
                chosen.Add(way);
            }
        }

        return [.. chosen];
    }

    // Cuts between two pieces; of wires from the first to the second.
    private sealed class PiecePair(int first, int second, CutLink[] links)
    {
        public int First => first;

        public int Second => second;

        public CutLink[] Links => links;

        public double Least { get; } = JointPrice.Of(links.Sum(l => l.Weight));
    }
}
