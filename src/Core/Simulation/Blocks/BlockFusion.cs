namespace CutAwareQnn.Simulation;

/// <summary>
/// Gathers a circuit's gates into blocks of at most two qubits; a wider gate is a block alone. A gate of one qubit joins its neighbour of
/// two, and gates of two qubits on the same pair join each other. Diagonal gates stay apart from others, as they cost less and commute;
/// what is inserted at cut ends acts as late as it can, since kets are equal until then.
/// </summary>
internal sealed class BlockFusion
{
    private readonly List<GateBlock> _blocks = [];
    private readonly GateBlock?[] _last;
    private readonly List<BlockFactor>[] _waiting;
    private readonly bool[] _isPresent;

    private BlockFusion(int qubitCount)
    {
        _last = new GateBlock?[qubitCount];
        _waiting = [.. Enumerable.Range(0, qubitCount).Select(_ => new List<BlockFactor>())];
        _isPresent = new bool[qubitCount];
    }

    /// <summary>Returns the blocks in an order in which they can be applied.</summary>
    /// <param name="qubitCount">Qubits of the circuit.</param>
    /// <param name="factors">The gates and inserted operators, in time order.</param>
    /// <param name="needed">Mask of qubits that are in a block even where nothing acts on them.</param>
    public static IReadOnlyList<GateBlock> Fuse(int qubitCount, IEnumerable<BlockFactor> factors, int needed)
    {
        var fusion = new BlockFusion(qubitCount);
        foreach (BlockFactor factor in factors)
        {
            fusion.Add(factor);
        }

        for (int qubit = 0; qubit < qubitCount; qubit++)
        {
            fusion.Flush(qubit);
            if (!fusion._isPresent[qubit] && (needed >> qubit & 1) != 0)
            {
                fusion.Open([qubit], []);
            }
        }

        return fusion._blocks;
    }

    private void Add(BlockFactor factor)
    {
        switch (factor)
        {
            case InsertionFactor:
                _waiting[factor.Qubits[0]].Add(factor);
                break;
            case GateFactor { Qubits.Length: 1 } gate:
                AddSingle(gate);
                break;
            case GateFactor { Qubits.Length: 2 } gate:
                AddPair(gate);
                break;
            case GateFactor gate:
                AddWide(gate);
                break;
        }
    }

    private void AddSingle(GateFactor factor)
    {
        int qubit = factor.Qubits[0];
        if (_waiting[qubit].Count == 0 && _last[qubit] is { Qubits.Length: <= 2 } last
            && (last.Qubits.Length == 1 || !last.IsDiagonal || factor.Shape.Kernel == GateKernel.Diagonal))
        {
            last.Add(factor);
        }
        else
        {
            _waiting[qubit].Add(factor);
        }
    }

    private void AddPair(GateFactor factor)
    {
        (int a, int b) = (factor.Qubits[0], factor.Qubits[1]);
        if (_waiting[a].Count == 0 && _waiting[b].Count == 0 && _last[a] is { } last && last == _last[b] && last.Qubits.Length == 2)
        {
            last.Add(factor);
            return;
        }

        if (factor.Shape.Kernel == GateKernel.Diagonal)
        {
            Array.ForEach(Array.FindAll(factor.Qubits, q => _isPresent[q]), Flush);
        }

        Open(factor.Qubits, [.. Take(a), .. Take(b), factor]);
    }

    // Its controls may lie outside a tile once all of its qubits are in the state.
    private void AddWide(GateFactor factor)
    {
        foreach (int qubit in factor.Qubits)
        {
            if (!_isPresent[qubit] || _waiting[qubit].Count > 0)
            {
                Open([qubit], Take(qubit));
            }
        }

        Open(factor.Qubits, [factor]);
    }

    private List<BlockFactor> Take(int qubit)
    {
        List<BlockFactor> taken = _waiting[qubit];
        _waiting[qubit] = [];
        return taken;
    }

    private void Flush(int qubit)
    {
        if (_waiting[qubit].Count > 0)
        {
            Open([qubit], Take(qubit));
        }
    }

    private void Open(int[] qubits, IEnumerable<BlockFactor> factors)
    {
        GateBlock block = new GateBlock(qubits).Add(factors);
        _blocks.Add(block);
        foreach (int qubit in qubits)
        {
            _last[qubit] = block;
            _isPresent[qubit] = true;
        }
    }
}
