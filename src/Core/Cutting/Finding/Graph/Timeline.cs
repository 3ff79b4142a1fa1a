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
    private readonly Dictionary<int, int> _bitPoints = [];
    private readonly int[] _lastPoint;
    private readonly int[] _lastInstruction;
    private readonly int[] _vertexOf;
    private readonly GatePrice _wire;

    /// <summary>Reads a circuit.</summary>
    /// <param name="circuit">The circuit in <see cref="TwoQubitForm"/>.</param>
    /// <param name="kinds">What may be cut.</param>
    /// <param name="communicates">Whether a cut wire's outcome may reach the other side.</param>
    public Timeline(Circuit circuit, CutKinds kinds, bool communicates = false)
    {
        _wire = communicates ? CutLink.CommunicatingWire : CutLink.Wire;
        Circuit = circuit;
        _lastPoint = Enumerable.Repeat(-1, circuit.QubitCount).ToArray();
        _lastInstruction = new int[circuit.QubitCount];
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            Add(i, circuit.Instructions[i]);
        }

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

    /// <summary>The cuts between parts, in time order.</summary>
    /// <param name="partOf">The part of every vertex.</param>
    public IReadOnlyList<CutLink> Cuts(int[] partOf) => [.. _links.Where(l => IsCut(l, partOf))];

    /// <summary>The graph where every cut counts with its share in a joint cut, log (γ+1)/2.</summary>
    public CutGraph JointGraph() => ToGraph(link => link.Weight);

    /// <summary>The part of every qubit, where no wire is cut; -1 for a qubit that meets no other.</summary>
    public int[] PartOfQubit(int[] partOf) => _lastPoint.Select(p => p < 0 ? -1 : partOf[_vertexOf[p]]).ToArray();

    /// <summary>The connected piece of every point, named by its first point.</summary>
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

    /// <summary>Whether a link lies between parts.</summary>
    public bool IsCut(CutLink link, int[] partOf) => partOf[_vertexOf[link.A]] != partOf[_vertexOf[link.B]];

    private void Add(int index, Instruction instruction)
    {
        int[] bits = [.. instruction.ClassicalBits()];
        if (instruction is Barrier || (instruction.Qubits.Count < 2 && bits.Length == 0))
        {
            return;
        }

        int[] points = [.. instruction.Qubits.Select(q => Point(q, index))];
        if (GatePrice.Of(instruction) is { } price)
        {
            _links.Add(new(_links.Count, points[0], points[1], new GateCut(index), price));
        }
        else
        {
            _fixed.AddRange(points.Select(p => (points[0], p)));
        }

        foreach (int bit in bits)
        {
            if (_bitPoints.TryGetValue(bit, out int other))
            {
                _fixed.Add((points[0], other));
            }
            else
            {
                _bitPoints.Add(bit, points[0]);
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
