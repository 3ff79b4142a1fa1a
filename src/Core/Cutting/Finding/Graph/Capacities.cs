namespace CutAwareQnn.Cutting;

/// <summary>The room that fragments have.</summary>
internal sealed class Capacities
{
    private readonly int[]? _devices;

    /// <param name="limits">The limits.</param>
    /// <param name="vertexCount">Vertices to be placed; more parts than these are never needed.</param>
    public Capacities(FinderLimits limits, int vertexCount)
    {
        int most = Math.Min(limits.FragmentCount ?? int.MaxValue, vertexCount);
        Widest = limits.Widest;
        if (limits.Widths.Count > 1)
        {
            _devices = [.. limits.Widths.OrderByDescending(w => w).Take(most)];
        }
        else if (limits.FragmentCount is not null)
        {
            _devices = Enumerable.Repeat(Widest, most).ToArray();
        }
    }

    /// <summary>Qubits of the widest fragment allowed.</summary>
    public int Widest { get; }

    /// <summary>Whether the number of fragments is limited.</summary>
    public bool IsLimited => _devices is not null;

    /// <summary>Room of a part; parts are in falling order of it.</summary>
    public int this[int part] => _devices?[part] ?? Widest;

    /// <summary>Returns how many parts there can be of so many vertices.</summary>
    public int PartCount(int vertexCount) => _devices?.Length ?? vertexCount;

    /// <summary>Places pieces into parts, each part's sum within its room.</summary>
    /// <param name="widths">The pieces' widths.</param>
    /// <param name="isCertain">Whether a null answer is proven; the search for a placement is bounded.</param>
    /// <returns>The part of every piece, or null where there is no placement.</returns>
    public int[]? Place(IReadOnlyList<int> widths, out bool isCertain)
    {
        isCertain = true;
        if (_devices is null)
        {
            return widths.Any(w => w > Widest) ? null : Enumerable.Range(0, widths.Count).ToArray();
        }

        var placement = new Placement(widths, _devices);
        int[]? places = placement.Find();
        isCertain = places is not null || !placement.GaveUp;
        return places;
    }

    // Largest piece first, into every part of different room in turn.
    private sealed class Placement(IReadOnlyList<int> widths, int[] devices)
    {
        private const int MostSteps = 20_000;

        private readonly int[] _order = [.. Enumerable.Range(0, widths.Count).OrderByDescending(p => widths[p])];
        private readonly int[] _room = [.. devices];
        private readonly int[] _places = new int[widths.Count];
        private int _steps;

        public bool GaveUp => _steps >= MostSteps;

        public int[]? Find() => widths.Sum(w => (long)w) <= devices.Sum(d => (long)d) && Find(0) ? _places : null;

        private bool Find(int position)
        {
            if (position == _order.Length)
            {
                return true;
            }

            int piece = _order[position];
            for (int part = 0; part < _room.Length && _steps < MostSteps; part++)
            {
                if (_room[part] < widths[piece] || Array.IndexOf(_room, _room[part]) < part)
                {
                    continue;
                }

                _steps++;
                _places[piece] = part;
                _room[part] -= widths[piece];
                if (Find(position + 1))
                {
                    return true;
                }

                _room[part] += widths[piece];
            }

            return false;
        }
    }
}
