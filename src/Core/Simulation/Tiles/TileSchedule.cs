namespace CutAwareQnn.Simulation;

/// <summary>
/// The loops over tiles that apply a circuit's blocks. A qubit comes into the state with its first block, at the next position; the first
/// positions are there from the start in |0⟩, so that a state always has whole vectors.
/// </summary>
internal sealed class TileSchedule
{
    private const int MaxDiagonalQubits = 6;
    private const int MaxChoices = 64;

    private readonly TileSizes _sizes;
    private readonly int[] _positions;
    private readonly List<TileLoop> _loops = [];
    private List<GateBlock> _remaining;
    private int _qubitsIn;

    private TileSchedule(IReadOnlyList<GateBlock> blocks, int qubitCount, TileSizes sizes)
    {
        _sizes = sizes;
        _remaining = [.. blocks];
        _positions = new int[qubitCount];
        Array.Fill(_positions, -1);
        foreach (int qubit in blocks.SelectMany(block => block.Qubits).Distinct().Take(Lanes.LogCount))
        {
            _positions[qubit] = _qubitsIn++;
        }
    }

    /// <summary>The loops in order; none where there are no blocks.</summary>
    public IReadOnlyList<TileLoop> Loops => _loops;

    /// <summary>For each qubit its position in the state; -1 for one that never comes in.</summary>
    public IReadOnlyList<int> Positions => _positions;

    /// <summary>Positions of the final state, at least those of a vector.</summary>
    public int PositionCount => Math.Max(_qubitsIn, Lanes.LogCount);

    /// <summary>Orders blocks into loops.</summary>
    /// <param name="blocks">The blocks, in an order in which they can be applied.</param>
    /// <param name="qubitCount">Qubits of the circuit.</param>
    /// <param name="sizes">How large tiles are.</param>
    /// <param name="flipped">Mask of the circuit's qubits that the last loop's tiles should have, if there is room.</param>
    public static TileSchedule Of(IReadOnlyList<GateBlock> blocks, int qubitCount, TileSizes sizes, int flipped)
    {
        var schedule = new TileSchedule(blocks, qubitCount, sizes);
        while (schedule._remaining.Count > 0)
        {
            schedule.AddLoop(flipped);
        }

        return schedule;
    }

    /// <summary>Returns the mask of positions of a mask of qubits that are all in the state.</summary>
    public int Mask(int qubits) => Enumerable.Range(0, _positions.Length).Sum(q => (qubits >> q & 1) == 0 ? 0 : 1 << _positions[q]);

    private void AddLoop(int flipped)
    {
        int before = PositionCount;
        int tile = 0, blocked = 0, blockedByDiagonal = 0;
        List<GateBlock> taken = [], left = [];
        foreach (GateBlock block in _remaining)
        {
            bool isDiagonal = block.IsDiagonal;
            int conflicts = isDiagonal ? blocked : blocked | blockedByDiagonal;
            if ((block.QubitMask & conflicts) == 0 && TryTake(block, ref tile))
            {
                taken.Add(block);
            }
            else
            {
                left.Add(block);
                blocked |= isDiagonal ? 0 : block.QubitMask;
                blockedByDiagonal |= isDiagonal ? block.QubitMask : 0;
            }
        }

        _remaining = left;
        if (left.Count == 0 && Fits(tile | Mask(flipped)))
        {
            tile |= Mask(flipped);
        }

        var shape = new TileShape(Fill(tile), before);
        _loops.Add(
            new(shape, Place(taken, shape, before), [.. taken.SelectMany(b => b.Factors).OfType<InsertionFactor>().Select(f => f.End)]));
    }

    // Brings the block's qubits into the state and its positions into the tile, if there is room.
    private bool TryTake(GateBlock block, ref int tile)
    {
        int[] entering = Array.FindAll(block.Qubits, q => _positions[q] < 0);
        IEnumerable<int> inside = entering.Length > 0 ? block.Qubits.Except(entering)
            : block.IsDiagonal ? []
            : block.Shape is { } shape ? shape.Targets.Select(k => block.Qubits[k])
            : block.Qubits;
        int wanted = inside.Aggregate(tile, (mask, q) => mask | 1 << _positions[q]);
        for (int e = 0; e < entering.Length; e++)
        {
            wanted |= 1 << (_qubitsIn + e);
        }

        if (!Fits(wanted))
        {
            return false;
        }

        foreach (int qubit in entering)
        {
            _positions[qubit] = _qubitsIn++;
        }

        tile = wanted;
        return true;
    }

    private bool Fits(int tile) => int.PopCount(tile & -(1 << _sizes.LowBits)) <= _sizes.Bits - _sizes.LowBits;

    // The tile's positions, with the lowest others that there is room for.
    private int[] Fill(int tile)
    {
        int free = Math.Max(_sizes.Bits - int.PopCount(tile), 0);
        IEnumerable<int> others = Enumerable.Range(0, PositionCount).Where(p => (tile >> p & 1) == 0).Take(free);
        return [.. Enumerable.Range(0, PositionCount).Where(p => (tile >> p & 1) != 0).Concat(others).Order()];
    }

    private TileOperation[] Place(List<GateBlock> blocks, TileShape shape, int before)
    {
        var operations = new List<TileOperation>();
        int present = before;
        for (int i = 0; i < blocks.Count;)
        {
            int[] entering = Array.FindAll(blocks[i].Qubits, q => _positions[q] >= present);
            if (entering.Length == 0 && blocks[i].IsDiagonal)
            {
                int end = DiagonalEnd(blocks, i, present);
                operations.Add(Diagonal([.. blocks[i..end]], shape));
                i = end;
                continue;
            }

            operations.Add(entering.Length == 0 && blocks[i].Shape is { Controls.Length: > 0 } or { Kernel: GateKernel.Exchange }
                ? Controlled(blocks[i], shape)
                : Dense(blocks[i], entering, shape));
            present += entering.Length;
            i++;
        }

        return [.. operations];
    }

    // Diagonal blocks in a row that are applied together.
    private int DiagonalEnd(List<GateBlock> blocks, int first, int present)
    {
        int end = first, qubits = 0, choices = 1;
        for (; end < blocks.Count; end++)
        {
            GateBlock block = blocks[end];
            qubits |= block.QubitMask;
            choices *= block.ChoiceCount;
            bool isAlone = end == first;
            if (!isAlone && (!block.IsDiagonal || int.PopCount(qubits) > MaxDiagonalQubits || choices > MaxChoices
                || block.Qubits.Any(q => _positions[q] >= present)))
            {
                break;
            }
        }

        return end;
    }

    private DiagonalBlocks Diagonal(GateBlock[] blocks, TileShape shape)
    {
        int[] qubits = [.. blocks.SelectMany(block => block.Qubits).Distinct()];
        bool isReal = Array.TrueForAll(blocks, block => block.IsReal);
        int[] inside = Array.ConvertAll(qubits, q => shape.Bit(_positions[q]));
        int[] outside = [.. qubits.Select((q, k) => inside[k] < 0 ? _positions[q] : -1)];
        return new(blocks, qubits, new PlacedDiagonal(inside, outside, isReal));
    }

    private ControlledBlock Controlled(GateBlock block, TileShape shape)
    {
        GateShape gate = block.Shape!;
        int[] targets = [.. gate.Targets.Select(k => shape.Bit(_positions[block.Qubits[k]]))];
        int controls = gate.Controls.Sum(k => 1 << _positions[block.Qubits[k]]);
        (int inside, int outside) = (shape.Inside(controls), controls & ~shape.Mask);
        return new(
            (GateFactor)block.Factors[0],
            gate.Kernel == GateKernel.Exchange
                ? new PlacedExchange(targets, inside, outside)
                : new PlacedMatrix(targets, inside, outside, 0, gate.IsReal));
    }

    private DenseBlock Dense(GateBlock block, int[] entering, TileShape shape)
    {
        int[] bits = Array.ConvertAll(block.Qubits, q => shape.Bit(_positions[q]));
        int columns = entering.Sum(q => 1 << Array.IndexOf(block.Qubits, q));
        return new(block, new PlacedMatrix(bits, 0, 0, columns, block.IsReal), columns);
    }
}
