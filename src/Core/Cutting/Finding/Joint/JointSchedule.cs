namespace CutAwareQnn.Cutting;

/// <summary>
/// Groups cuts that can be made at one time: in turn one pair of fragments is picked and cuts of it that wait for no other left are
/// cut together. Taking turns keeps the groups free of circles. A pair of which nothing waits is taken whole, which is never wrong;
/// else every choice is tried while there are few cuts, and the heaviest taken where there are many.
/// </summary>
internal sealed class JointSchedule
{
    private const int MostTried = 40;
    private const int MostReady = 6;
    private const int MostNodes = 2_000;
    private const long WorkPerNode = 100;
    private const int LargestCluster = 400;
    private const int LargestClustered = 2_000;

    private readonly IReadOnlyList<Item> _items;
    private readonly int _pairCount;
    private readonly int[] _waits;
    private readonly bool[] _isDone;
    private readonly List<int>[] _followers;
    private readonly List<int[]> _groups = [];
    private readonly double[] _left;
    private List<int[]> _bestGroups = [];
    private double _best = double.PositiveInfinity;
    private double _cost;
    private int _nodes;

    private JointSchedule(IReadOnlyList<Item> items, TimeOrder order)
    {
        _items = items;
        _pairCount = items.Max(i => i.Pair) + 1;
        _waits = new int[items.Count];
        _isDone = new bool[items.Count];
        _left = new double[_pairCount];
        _followers = [.. items.Select(_ => new List<int>())];
        for (int a = 0; a < items.Count; a++)
        {
            _left[items[a].Pair] += items[a].Link.Weight;
            for (int b = 0; b < items.Count; b++)
            {
                if (a != b && order.Precedes(items[a].Link.Index, items[b].Link.Index))
                {
                    _waits[b]++;
                    _followers[a].Add(b);
                }
            }
        }
    }

    /// <summary>Returns the groups, each of one pair, so that they can be made in some order.</summary>
    /// <param name="items">In time order: cuts of rank 2, or wires one way, each with the number of its pair of fragments.</param>
    /// <param name="order">What must come before what.</param>
    /// <param name="isCertain">Stays true where no other groups cost less.</param>
    /// <param name="work">Grows by what was looked at.</param>
    public static List<int[]> Group(IReadOnlyList<Item> items, TimeOrder order, ref bool isCertain, ref long work)
    {
        work += (long)items.Count * items.Count;
        ILookup<int, int> ofPair = Enumerable.Range(0, items.Count).ToLookup(i => items[i].Pair);
        bool[] isAlone = [.. Enumerable.Range(0, items.Count).Select(i => IsAlone(items, i, ofPair[items[i].Pair], order))];
        List<int[]> groups = [.. Enumerable.Range(0, items.Count).Where(i => isAlone[i]).Select(i => new[] { i })];
        int[] others = [.. Enumerable.Range(0, items.Count).Where(i => !isAlone[i])];
        foreach (int[] cluster in others.Length > LargestClustered ? [others] : Clusters(items, others, order))
        {
            if (cluster.Length > LargestCluster)
            {
                groups.AddRange(Layers(items, cluster, order));
                isCertain = false;
                continue;
            }

            int[] pairs = Coarsening.Numbered(cluster.Select(i => items[i].Pair));
            var schedule = new JointSchedule([.. cluster.Select((item, i) => items[item] with { Pair = pairs[i] })], order);
            isCertain &= schedule.Visit();
            work += WorkPerNode * schedule._nodes * cluster.Length;
            groups.AddRange(schedule._bestGroups.Select(g => g.Select(i => cluster[i]).ToArray()));
        }

        return groups;
    }

    // Whether every other cut of its pair has to come before or after, or shares a qubit.
    private static bool IsAlone(IReadOnlyList<Item> items, int item, IEnumerable<int> ofPair, TimeOrder order) => ofPair.All(other =>
        other == item
        || order.Precedes(items[item].Link.Index, items[other].Link.Index)
        || order.Precedes(items[other].Link.Index, items[item].Link.Index)
        || items[item].Qubits.Intersect(items[other].Qubits).Any());

    // By the longest chain of cuts before each: those of one length cannot wait for each other.
    private static IEnumerable<int[]> Layers(IReadOnlyList<Item> items, int[] cluster, TimeOrder order)
    {
        int[] layers = new int[cluster.Length];
        for (int b = 0; b < cluster.Length; b++)
        {
            for (int a = 0; a < b; a++)
            {
                if (layers[a] >= layers[b] && order.Precedes(items[cluster[a]].Link.Index, items[cluster[b]].Link.Index))
                {
                    layers[b] = layers[a] + 1;
                }
            }
        }

        foreach (IGrouping<(int, int), int> layer in Enumerable.Range(0, cluster.Length).GroupBy(i => (items[cluster[i]].Pair, layers[i])))
        {
            List<int> rest = [.. layer.Select(i => cluster[i])];
            while (rest.Count > 0)
            {
                int[] group = Compatible(items, rest);
                yield return group;
                rest.RemoveAll(i => Array.IndexOf(group, i) >= 0);
            }
        }
    }

    // Pairs of fragments of which none waits for another can be grouped by themselves.
    private static IEnumerable<int[]> Clusters(IReadOnlyList<Item> items, int[] others, TimeOrder order)
    {
        var sets = new DisjointSets(items.Select(i => i.Pair).DefaultIfEmpty().Max() + 1);
        foreach (int a in others)
        {
            foreach (int b in others)
            {
                if (items[a].Pair != items[b].Pair && order.Precedes(items[a].Link.Index, items[b].Link.Index))
                {
                    sets.Join(items[a].Pair, items[b].Pair);
                }
            }
        }

        return others.GroupBy(i => sets.Root(items[i].Pair)).OrderBy(g => g.Key).Select(g => g.ToArray());
    }

    private bool Visit()
    {
        int before = _groups.Count;
        bool isCertain = true;
        while (true)
        {
            List<int>[] ready = Ready();
            int whole = Array.FindIndex(ready, r => r.Count > 0 && IsWhole(r));
            if (whole >= 0)
            {
                Take([.. ready[whole]]);
                continue;
            }

            if (ready.All(r => r.Count == 0))
            {
                if (_cost < _best - Exactness.Tolerance(_cost))
                {
                    _best = _cost;
                    _bestGroups = [.. _groups];
                }

                break;
            }

            if (!Exactness.IsBelow(_cost + _left.Sum(JointPrice.Of), _best))
            {
                break;
            }

            _nodes++;
            if (_items.Count > MostTried || _nodes > MostNodes)
            {
                isCertain = false;
                if (_best < double.PositiveInfinity)
                {
                    break;
                }

                Take(Heaviest(ready));
                continue;
            }

            foreach (int[] choice in Choices(ready, out bool isAll))
            {
                int here = _groups.Count;
                Take(choice);
                isCertain &= Visit();
                BackTo(here);
                isCertain &= isAll;
            }

            break;
        }

        BackTo(before);
        return isCertain;
    }

    private List<int>[] Ready()
    {
        var ready = Enumerable.Range(0, _pairCount).Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < _items.Count; i++)
        {
            if (!_isDone[i] && _waits[i] == 0)
            {
                ready[_items[i].Pair].Add(i);
            }
        }

        return ready;
    }

    private bool IsWhole(List<int> ready) => IsAllThatIsLeft(ready) && IsJoint(ready);

    // Of a pair.
    private bool IsAllThatIsLeft(List<int> ready)
    {
        double weight = ready.Sum(i => _items[i].Link.Weight);
        return _left[_items[ready[0]].Pair] - weight < Exactness.Tolerance(weight);
    }

    private bool IsJoint(IReadOnlyList<int> group) =>
        group.Count <= _items[group[0]].Most
            && group.SelectMany(i => _items[i].Qubits).Distinct().Count() == group.Sum(i => _items[i].Qubits.Length);

    private int[] Heaviest(List<int>[] ready) => ready
        .Where(r => r.Count > 0)
        .Select(r => Compatible(_items, r))
        .OrderByDescending(g => g.Sum(i => _items[i].Link.Weight))
        .First();

    private static int[] Compatible(IReadOnlyList<Item> items, List<int> ready)
    {
        var group = new List<int>();
        var qubits = new HashSet<int>();
        foreach (int i in ready.OrderByDescending(i => items[i].Link.Weight))
        {
            if (group.Count < items[i].Most && !items[i].Qubits.Any(qubits.Contains))
            {
                qubits.UnionWith(items[i].Qubits);
                group.Add(i);
            }
        }

        return [.. group.OrderBy(i => i)];
    }

    // Larger groups first. Where nothing of a pair waits, its groups come in any order: the next has its first cut.
    private List<int[]> Choices(List<int>[] ready, out bool isAll)
    {
        int free = Array.FindIndex(ready, r => r.Count > 0 && IsAllThatIsLeft(r));
        var choices = new List<int[]>();
        isAll = true;
        foreach (List<int> here in free < 0 ? ready.Where(r => r.Count > 0) : [ready[free]])
        {
            if (here.Count > MostReady)
            {
                isAll = false;
                choices.Add(Compatible(_items, here));
                continue;
            }

            choices.AddRange(Enumerable.Range(1, (1 << here.Count) - 1)
                .Where(mask => free < 0 || (mask & 1) != 0)
                .Select(mask => here.Where((_, i) => (mask >> i & 1) != 0).ToArray())
                .Where(IsJoint));
        }

        return [.. choices.OrderByDescending(g => g.Sum(i => _items[i].Link.Weight))];
    }

    private void Take(int[] group)
    {
        _groups.Add(group);
        _cost += Price(group);
        foreach (int i in group)
        {
            _isDone[i] = true;
            _left[_items[i].Pair] -= _items[i].Link.Weight;
            foreach (int follower in _followers[i])
            {
                _waits[follower]--;
            }
        }
    }

    private void BackTo(int count)
    {
        while (_groups.Count > count)
        {
            int[] group = _groups[_groups.Count - 1];
            _groups.RemoveAt(_groups.Count - 1);
            _cost -= Price(group);
            foreach (int i in group)
            {
                _isDone[i] = false;
                _left[_items[i].Pair] += _items[i].Link.Weight;
                foreach (int follower in _followers[i])
                {
                    _waits[follower]++;
                }
            }
        }
    }

    private double Price(int[] group) => JointPrice.Of(group.Sum(i => _items[i].Link.Weight));

    /// <summary>A cut that may be cut together with others.</summary>
    /// <param name="Link">The cut.</param>
    /// <param name="Pair">The number of the pair of fragments, and the direction of a wire.</param>
    /// <param name="Qubits">The qubits it is on.</param>
    /// <param name="Most">The largest number of cuts together.</param>
    public sealed record Item(CutLink Link, int Pair, int[] Qubits, int Most);
}
