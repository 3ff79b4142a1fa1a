using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit as points where a qubit meets others, joined by what can be cut: a wire between a qubit's consecutive points, a gate
/// between its two points. What may not be cut makes points one vertex of <see cref="Graph"/>.
/// </summary>
internal sealed class Timeline
{
    private readonly List<int> _qubitOf = [];
    private readonly List<CutLink> _links = [];
    private readonly List<(int A, int B)> _fixed = [];
    private readonly Dictionary<int, int> _pointOf = [];
    private readonly SortedDictionary<int, int[]> _pointsOf = [];
    private readonly Dictionary<string, GatePrice> _scattered = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ControlledTurn> _turns = [];
    private readonly int[] _lastPoint;
    private readonly int[] _lastInstruction;
    private readonly int[] _vertexOf;
    private readonly GatePrice _wire;
    private readonly bool _linksSides;

    /// <summary>Reads a circuit.</summary>
    /// <param name="circuit">The circuit in <see cref="TwoQubitForm"/>.</param>
    /// <param name="kinds">What may be cut.</param>
    /// <param name="communicates">Whether a cut wire's outcome may reach the other side.</param>
    /// <param name="linksSides">Whether a gate in three parts may be cut as one, two of which are one subexperiment.</param>
    public Timeline(Circuit circuit, CutKinds kinds, bool communicates = false, bool linksSides = false)
    {
        _linksSides = linksSides;
        _wire = communicates ? CutLink.CommunicatingWire : CutLink.Wire;
        Circuit = circuit;
        _lastPoint = Enumerable.Repeat(-1, circuit.QubitCount).ToArray();
        _lastInstruction = new int[circuit.QubitCount];
        foreach (ControlledTurn turn in ControlledTurn.In(circuit).Where(t => t.IsCheaper(circuit)))
        {
            _turns.Add(turn.All, turn);
            _turns.Add(turn.Controls, turn);
        }

        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            Add(i, circuit.Instructions[i]);
        }

        _fixed.AddRange(BitTies.Of(circuit.Instructions).Select(tie => (_pointOf[tie.Reader], _pointOf[tie.Writer])));
        var sets = new DisjointSets(_qubitOf.Count);
        foreach ((int a, int b) in _fixed)
        {
            sets.Join(a, b);
        }

        foreach (CutLink link in _links.Where(l => (kinds & (l.IsWire ? CutKinds.Wire : CutKinds.Gate)) == 0))
        {
            sets.Join(link.A, link.B);
        }

        _vertexOf = Coarsening.Numbered(Enumerable.Range(0, _qubitOf.Count).Select(sets.Root));
        Graph = ToGraph(link => link.Cost);
    }

    /// <summary>The circuit that positions refer to.</summary>
    public Circuit Circuit { get; }

    /// <summary>The graph to be parted.</summary>
    public CutGraph Graph { get; }

    /// <summary>What can be cut, in time order.</summary>
    public IReadOnlyList<CutLink> Links => _links;

    /// <summary>Number of points.</summary>
    public int PointCount => _qubitOf.Count;

    /// <summary>The vertex of every point.</summary>
    public IReadOnlyList<int> VertexOf => _vertexOf;

    /// <summary>The qubit of every point.</summary>
    public IReadOnlyList<int> QubitOf => _qubitOf;

    /// <summary>Returns the cuts between parts, in time order; a gate of several qubits or a rotation under controls is one.</summary>
    /// <param name="partOf">The part of every vertex.</param>
    public IReadOnlyList<CutLink> Cuts(int[] partOf)
    {
        var cuts = new List<CutLink>();
        Cut? last = null;
        foreach (CutLink link in _links)
        {
            if (!IsCut(link, partOf) || ReferenceEquals(last, link.Cut))
            {
                continue;
            }

            last = link.Cut;
            if (link.Cut is not GateCut { Instruction: int gate } || link.Share == 1)
            {
                cuts.Add(link);
            }
            else if (!_turns.TryGetValue(gate, out ControlledTurn? turn) || !IsTurnCut(turn, partOf))
            {
                cuts.Add(link with { Share = 1, Price = PriceOf(gate, partOf) });
            }
            else if (gate == turn.All)
            {
                cuts.Add(link with { Share = 1, Cut = turn.Cut, Price = turn.Price(Circuit) });
            }
        }

        return cuts;
    }

    /// <summary>Returns the gates whose qubits are in so many parts that no single cut parts them.</summary>
    /// <param name="partOf">The part of every vertex.</param>
    public IEnumerable<int> Scattered(int[] partOf) => _pointsOf.Keys.Where(instruction =>
        Parts(instruction, partOf).Distinct().Count() is > 2 and int count && (count > 3 || !IsLinked(instruction, partOf)));

    /// <summary>Writes a gate that is in more than two parts as gates in fewer.</summary>
    /// <param name="instruction">Index of the gate.</param>
    /// <param name="partOf">The part of every vertex.</param>
    public IReadOnlyList<GateInstruction> Split(int instruction, int[] partOf)
    {
        var gate = (GateInstruction)Circuit.Instructions[instruction];
        int[] parts = Coarsening.Numbered(Parts(instruction, partOf));
        return ControlledPhase.Split(gate, q => (char)('A' + parts[Array.IndexOf([.. gate.Targets], q)]));
    }

    /// <summary>Returns the qubits that a cut gate or wire is on.</summary>
    public IReadOnlyList<int> QubitsOf(CutLink link) =>
        link.IsWire ? [_qubitOf[link.A]] : Circuit.Instructions[link.Gate].Qubits;

    /// <summary>Returns the graph where every cut counts with its share in a joint cut, log (γ+1)/2.</summary>
    public CutGraph JointGraph() => ToGraph(link => link.Weight);

    /// <summary>Returns the part of every qubit, where no wire is cut; -1 for a qubit that meets no other.</summary>
    public int[] PartOfQubit(int[] partOf) => _lastPoint.Select(p => p < 0 ? -1 : partOf[_vertexOf[p]]).ToArray();

    /// <summary>Returns the connected piece of every point, named by its first point.</summary>
    public int[] Pieces(int[] partOf)
    {
        var sets = new DisjointSets(_qubitOf.Count);
        foreach ((int a, int b) in _fixed)
        {
            sets.Join(a, b);
        }

        foreach (CutLink link in _links)
        {
            if (!IsCut(link, partOf))
            {
                sets.Join(link.A, link.B);
            }
        }

        return Enumerable.Range(0, _qubitOf.Count).Select(sets.Root).ToArray();
    }

    /// <summary>Returns whether a link lies between parts.</summary>
    public bool IsCut(CutLink link, int[] partOf) => partOf[_vertexOf[link.A]] != partOf[_vertexOf[link.B]];

    // Sides are told by labels, which there are where no wire is cut.
    private bool IsLinked(int instruction, int[] partOf) => _linksSides
        && ControlledPhase.Of((GateInstruction)Circuit.Instructions[instruction]) is { Partner: null }
        && !_links.Any(l => l.IsWire && IsCut(l, partOf));

    // Whether both phases of a rotation lie across the same two parts.
    private bool IsTurnCut(ControlledTurn turn, int[] partOf)
    {
        var parts = Circuit.Instructions[turn.All].Qubits.Zip(Parts(turn.All, partOf), (q, p) => (q, p)).ToDictionary(x => x.q, x => x.p);
        int[] controls = [.. Parts(turn.Controls, partOf)];
        return parts.Values.Distinct().Count() == 2 && controls.Distinct().Count() == 2
            && Circuit.Instructions[turn.Controls].Qubits.Select(q => parts[q]).SequenceEqual(controls);
    }

    private IEnumerable<int> Parts(int instruction, int[] partOf) => _pointsOf[instruction].Select(point => partOf[_vertexOf[point]]);

    // In more than two parts a gate costs what it is written as.
    private GatePrice PriceOf(int instruction, int[] partOf)
    {
        var gate = (GateInstruction)Circuit.Instructions[instruction];
        int[] parts = Coarsening.Numbered(Parts(instruction, partOf));
        if (parts.Max() < 2)
        {
            return GatePrice.Of(gate, q => parts[Array.IndexOf([.. gate.Targets], q)])!;
        }

        if (parts.Max() == 2 && IsLinked(instruction, partOf))
        {
            return GatePrice.OfThreeSides(ControlledPhase.Of(gate)!.Form.Angle);
        }

        string key = gate.Gate.Name + string.Concat(gate.Angles) + string.Join(",", parts);
        if (!_scattered.TryGetValue(key, out GatePrice? price))
        {
            var labels = new PartitionLabels(new string([.. parts.Select(p => (char)('A' + p))]));
            var own = gate with { Targets = Enumerable.Range(0, parts.Length).ToEquatableArray() };
            GatePrice[] prices = [.. Straddling.Expand(own, labels, keepsWide: true)
                .Where(part => Straddling.Straddles(part, labels)).Select(part => GatePrice.Of(part)!)];
            price = new(
                prices.Aggregate(1.0, (gamma, p) => gamma * p.Gamma),
                prices.Aggregate(1.0, (gamma, p) => gamma * p.GammaWithAncilla),
                Rank: 4,
                prices.Aggregate(1, (count, p) => (int)Math.Min(int.MaxValue, (long)count * p.TermCount)));
            _scattered.Add(key, price);
        }

        return price;
    }

    private void Add(int index, Instruction instruction)
    {
        int[] bits = [.. instruction.ClassicalBits()];
        if (instruction is Barrier || (instruction.Qubits.Count < 2 && bits.Length == 0))
        {
            return;
        }

        int[] points = [.. instruction.Qubits.Select(q => Point(q, index))];
        _pointOf.Add(index, points[0]);
        if (GatePrice.Of(instruction) is not { } price)
        {
            _fixed.AddRange(points.Select(p => (points[0], p)));
            return;
        }

        if (points.Length > 2 || _turns.ContainsKey(index))
        {
            _pointsOf.Add(index, points);
        }

        // A cut of the controls of a rotation is one of the whole, whose price is that of the other phase at least.
        var cut = new GateCut(index);
        if (_turns.TryGetValue(index, out ControlledTurn? turn) && turn.Controls == index)
        {
            AddLinks((_, _) => (price, 0));
            return;
        }

        if (instruction is GateInstruction gate && ControlledPhase.Of(gate) is { Partner: not null })
        {
            // Of the three ways to part its qubits in two that of the control has the price of one phase.
            double half = price.LogGamma / 2;
            double other = GatePrice.PartedSwap.LogGamma;
            AddLinks((a, _) => a == 0 ? (price, 0.5) : (GatePrice.PartedSwap, (other - half) / other));
            return;
        }

        double share = 1.0 / (points.Length * points.Length / 4);
        AddLinks((_, _) => (price, share));

        void AddLinks(Func<int, int, (GatePrice Price, double Share)> between)
        {
            for (int b = 1; b < points.Length; b++)
            {
                for (int a = 0; a < b; a++)
                {
                    (GatePrice own, double part) = between(a, b);
                    _links.Add(new(_links.Count, points[a], points[b], cut, own) { Share = part });
                }
            }
        }
    }

    private int Point(int qubit, int instruction)
    {
        int point = _qubitOf.Count;
        _qubitOf.Add(qubit);
        if (_lastPoint[qubit] >= 0)
        {
            _links.Add(new(_links.Count, _lastPoint[qubit], point, new WireCut(qubit, _lastInstruction[qubit]), _wire));
        }

        _lastPoint[qubit] = point;
        _lastInstruction[qubit] = instruction;
        return point;
    }

    private CutGraph ToGraph(Func<CutLink, double> cost)
    {
        int count = _vertexOf.DefaultIfEmpty(-1).Max() + 1;
        int[] widths = new int[count];
        var qubits = Enumerable.Range(0, count).Select(_ => new SortedSet<int>()).ToArray();
        for (int point = 0; point < _vertexOf.Length; point++)
        {
            widths[_vertexOf[point]]++;
            qubits[_vertexOf[point]].Add(_qubitOf[point]);
        }

        var edges = new List<CutEdge>();
        foreach (CutLink link in _links)
        {
            int from = _vertexOf[link.A];
            int to = _vertexOf[link.B];
            int saving = link.IsWire ? 1 : 0;
            if (from == to)
            {
                widths[from] -= saving;
            }
            else
            {
                edges.Add(new(from, to, cost(link), 1, saving));
            }
        }

        return new(widths, edges, qubits.Select(q => q.ToArray()).ToArray());
    }
}
