using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Writes grouped cuts and their fragments as <see cref="FoundCuts"/>.</summary>
internal sealed class CutReport
{
    private readonly Timeline _timeline;
    private readonly Grouping _grouping;
    private readonly FinderLimits _limits;
    private readonly int[] _fragmentOf;
    private readonly Dictionary<int, int>? _positions;

    /// <param name="timeline">What could be cut.</param>
    /// <param name="grouping">What is.</param>
    /// <param name="limits">How many fragments there may be, and how wide.</param>
    /// <param name="positions">
    /// Position in the user's circuit of every cut gate, by its position in the timeline's circuit; null where that is the same.
    /// </param>
    public CutReport(Timeline timeline, Grouping grouping, FinderLimits limits, Dictionary<int, int>? positions)
    {
        _timeline = timeline;
        _grouping = grouping;
        _limits = limits;
        _positions = positions;
        _fragmentOf = new int[timeline.PointCount];
        Fragments = Read();
    }

    public EquatableArray<FoundFragment> Fragments { get; }

    /// <summary>Whether pieces that are not connected share a fragment.</summary>
    public bool SharesFragments { get; private set; }

    public EquatableArray<CutCost> Costs => _grouping.Groups.Select(Cost).ToEquatableArray();

    // Fragments are numbered by their lowest wire: first the circuit's qubits, then the wires that begin at cuts.
    private EquatableArray<FoundFragment> Read()
    {
        Circuit circuit = _timeline.Circuit;
        int[] firstPoint = Enumerable.Repeat(-1, circuit.QubitCount).ToArray();
        for (int point = _timeline.PointCount - 1; point >= 0; point--)
        {
            firstPoint[_timeline.QubitOf[point]] = point;
        }

        CutLink[] cut = [.. _grouping.Groups.SelectMany(g => g.Links).OrderBy(l => l.Index)];
        (int Qubit, int Point)[] wires =
        [
            .. firstPoint.Select((point, qubit) => (qubit, point)),
            .. cut.Where(l => l.IsWire).Select(l => (_timeline.QubitOf[l.B], l.B)),
        ];
        int[] pieces = [.. wires.Select(w => w.Point < 0 ? -1 - w.Qubit : _grouping.Pieces[w.Point])];
        (int[] numbers, int[] devices) = Placed(pieces);
        var numberOf = new Dictionary<int, int>();
        for (int w = 0; w < wires.Length; w++)
        {
            numberOf[pieces[w]] = numbers[w];
        }

        for (int point = 0; point < _fragmentOf.Length; point++)
        {
            _fragmentOf[point] = numberOf[_grouping.Pieces[point]];
        }

        int[] depths = Depths(cut, firstPoint, numberOf);
        return Enumerable.Range(0, numbers.Max() + 1).Select(f =>
        {
            int[] own = [.. Enumerable.Range(0, wires.Length).Where(w => numbers[w] == f)];
            int ancillas = own.Select(w => pieces[w]).Distinct().Sum(Ancillas);
            return new FoundFragment(
                own.Select(w => wires[w].Qubit).Distinct().OrderBy(q => q).ToEquatableArray(),
                own.Length + ancillas,
                ancillas,
                depths[f])
            {
                Device = _limits.Widths.Count > 1 && devices[f] >= 0 ? devices[f] : null,
            };
        }).ToEquatableArray();
    }

    private int Ancillas(int piece) => piece < 0 ? 0 : _grouping.Ancillas[piece];

    // The fragment of every wire, and the device of every fragment, -1 for none. Pieces share a fragment only where there are more
    // pieces than fragments may be, or a piece of its own for each device would not fit.
    private (int[] Numbers, int[] Devices) Placed(int[] pieces)
    {
        int[] numbers = Coarsening.Numbered(pieces);
        int count = numbers.Max() + 1;
        int[] widths =
            [.. Enumerable.Range(0, count).Select(n => numbers.Count(m => m == n) + Ancillas(pieces[Array.IndexOf(numbers, n)]))];
        int[] rooms = _limits.Widths.Count > 1
            ? [.. _limits.Widths]
            : [.. Enumerable.Repeat(_limits.Widest, Math.Min(_limits.FragmentCount ?? count, count))];
        int[] order = [.. Enumerable.Range(0, rooms.Length).OrderByDescending(d => rooms[d])];
        int most = Math.Min(_limits.FragmentCount ?? rooms.Length, rooms.Length);
        int[] byWidth = [.. Enumerable.Range(0, count).OrderByDescending(n => widths[n])];
        int[] devices = [.. Enumerable.Repeat(-1, count)];
        if (count <= most && byWidth.Select((n, k) => widths[n] <= rooms[order[k]]).All(fits => fits))
        {
            for (int k = 0; k < count; k++)
            {
                devices[byWidth[k]] = order[k];
            }

            return (numbers, devices);
        }

        // Lone qubits that find no room stay fragments of their own.
        var capacities = new Capacities(_limits, count);
        int[] counted = [.. Enumerable.Range(0, count)];
        int[]? places = capacities.Place(widths, out _);
        if (places is null)
        {
            counted = [.. counted.Where(n => pieces[Array.IndexOf(numbers, n)] >= 0)];
            places = capacities.Place([.. counted.Select(n => widths[n])], out _);
        }

        if (places is null)
        {
            return (numbers, devices);
        }

        int[] groups = [.. Enumerable.Range(0, count).Select(n => count + n)];
        for (int k = 0; k < counted.Length; k++)
        {
            groups[counted[k]] = places[k];
        }

        int[] joined = Coarsening.Numbered(numbers.Select(n => groups[n]));
        int[] placed = [.. Enumerable.Repeat(-1, joined.Max() + 1)];
        for (int w = 0; w < joined.Length; w++)
        {
            int place = groups[numbers[w]];
            placed[joined[w]] = place < count ? order[place] : -1;
        }

        SharesFragments = placed.Length < count;
        return (joined, placed);
    }

    private int[] Depths(CutLink[] cut, int[] firstPoint, Dictionary<int, int> numberOf)
    {
        Circuit circuit = _timeline.Circuit;
        int[] depths = new int[numberOf.Count];
        int[] reached = new int[circuit.QubitCount];
        var gates = new HashSet<int>(cut.SelectMany(l => l.Cut.Parts()).OfType<GateCut>().Select(g => g.Instruction));
        var wires = new HashSet<WireCut>(cut.Select(l => l.Cut).OfType<WireCut>());
        int[] fragments = [.. firstPoint.Select((p, q) => numberOf[p < 0 ? -1 - q : _grouping.Pieces[p]])];
        var after = cut.Where(l => l.IsWire).ToDictionary(l => (WireCut)l.Cut, l => _fragmentOf[l.B]);
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            Instruction instruction = circuit.Instructions[i];
            if (instruction is not Barrier && instruction.Qubits.Count > 1 && !gates.Contains(i))
            {
                int depth = 1 + instruction.Qubits.Max(q => reached[q]);
                int fragment = fragments[instruction.Qubits[0]];
                depths[fragment] = Math.Max(depths[fragment], depth);
                foreach (int qubit in instruction.Qubits)
                {
                    reached[qubit] = depth;
                }
            }

            foreach (int qubit in wires.Count > 0 ? instruction.Qubits : [])
            {
                if (after.TryGetValue(new(qubit, i), out int next))
                {
                    reached[qubit] = 0;
                    fragments[qubit] = next;
                }
            }
        }

        return depths;
    }

    private CutCost Cost(CutGroup group)
    {
        CutLink first = group.Links[0];
        double size = group.Links.Count;
        double two = Log10(2);
        double dimension = group.Links.Sum(l => Log10(l.Price.Rank * l.Price.Rank));
        (double terms, double firsts, double seconds) = group.Form switch
        {
            GroupForm.Parallel => ParallelCounts(size * two),
            GroupForm.Ancilla => (dimension, dimension, dimension),
            GroupForm.Communicating => Same(Log10((1 << group.Links.Count) + 1)),
            _ => SeparateCounts(first),
        };
        return new(
            Write(group),
            group.Gamma,
            _fragmentOf[first.A],
            _fragmentOf[first.B],
            group.Cost / Elementary.Log(10),
            terms,
            firsts,
            seconds,
            dimension);
    }

    private Cut Write(CutGroup group) => group.Form switch
    {
        GroupForm.Separate => Write(group.Links[0]),
        GroupForm.Communicating => new CommunicatingWireCut(group.Links.Select(l => (WireCut)l.Cut).ToEquatableArray()),
        _ => new JointGateCut(
            group.Links.Select(l => ((GateCut)Write(l)).Instruction).OrderBy(i => i).ToEquatableArray(),
            group.Form == GroupForm.Parallel ? JointForm.Parallel : JointForm.Ancilla),
    };

    private Cut Write(CutLink link) => link.Cut switch
    {
        GateCut gate when _positions is not null => new GateCut(_positions[gate.Instruction]),
        MergedGateCut merged when _positions is not null =>
            new MergedGateCut(merged.Instructions.Select(i => _positions[i]).ToEquatableArray()),
        _ => link.Cut,
    };

    // With N = 2^n products of Z: N terms with themselves; N²/4 pairs of four terms, N(N-2)/4 of five. A side runs the N products, and for
    // each of N-1 parities and N/2 products one measurement and two rotations.
    private static (double Terms, double First, double Second) ParallelCounts(double log10Products)
    {
        double products = Elementary.Exp(log10Products * Elementary.Log(10));
        double terms = Log10(1 + products + (1.25 * (products - 2)));
        double variants = Log10(1 + (1.5 * (products - 1)));
        return (log10Products + terms, log10Products + variants, log10Products + variants);
    }

    private static (double Terms, double First, double Second) SeparateCounts(CutLink link) => link.IsWire
        ? (Log10(CutForm.Wire.Terms().Count), Log10(CutForm.Wire.First.Operations.Count), Log10(CutForm.Wire.Second.Operations.Count))
        : (Log10(link.Price.TermCount), Log10(link.Price.VariantCount), Log10(link.Price.VariantCount));

    private static (double Terms, double First, double Second) Same(double count) => (count, count, count);

    private static double Log10(double value) => Elementary.Log(value) / Elementary.Log(10);
}
