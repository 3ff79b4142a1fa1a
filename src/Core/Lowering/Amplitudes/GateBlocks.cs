using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Orders gates into blocks of few qubits, each as long as its qubits allow; gates that commute because they share no qubit change
/// places for it. Block by block the choice is greedy: most entangling gates for the length of the state they are applied to.
/// </summary>
internal sealed class GateBlocks
{
    private readonly int _width;
    private readonly Func<GateInstruction, int> _cost;
    private readonly int _budget;
    private readonly int _qubitCount;
    private readonly List<Atom> _left;
    private readonly HashSet<int> _active = [];

    private GateBlocks(IReadOnlyList<GateInstruction> gates, int width, Func<GateInstruction, int> cost, int budget)
    {
        _width = width;
        _cost = cost;
        _budget = budget;
        _qubitCount = gates.SelectMany(g => g.Targets).Distinct().Count();
        _left = Atoms(gates);
    }

    /// <summary>Returns the blocks, in time order, each with its gates in time order; each is found on demand.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="width">Most qubits of a block, at least those of the widest gate.</param>
    /// <param name="cost">Steps of a gate in a block.</param>
    /// <param name="budget">Steps at which a block is closed.</param>
    public static IEnumerable<List<GateInstruction>> Of(
        IReadOnlyList<GateInstruction> gates, int width, Func<GateInstruction, int> cost, int budget)
    {
        var blocks = new GateBlocks(gates, width, cost, budget);
        while (blocks._left.Count > 0)
        {
            yield return blocks.Next();
        }
    }

    private List<GateInstruction> Next()
    {
        List<Atom> best = [];
        double bestScore = -1;
        HashSet<int> seen = [];
        for (int seed = 0; seed < _left.Count && seen.Count < _qubitCount; seed++)
        {
            bool isFront = !_left[seed].Qubits.Any(seen.Contains);
            seen.UnionWith(_left[seed].Qubits);
            if (isFront)
            {
                List<Atom> block = Grow(seed);
                double score = Score(block);
                if (score > bestScore)
                {
                    (best, bestScore) = (block, score);
                }
            }
        }

        HashSet<Atom> taken = [.. best];
        _left.RemoveAll(taken.Contains);
        _active.UnionWith(best.SelectMany(a => a.Qubits));
        return [.. best.SelectMany(a => a.Gates)];
    }

    // Every qubit that enters doubles what this block, and all later ones, are applied to.
    private double Score(List<Atom> block)
    {
        int entering = block.SelectMany(a => a.Qubits).Distinct().Count(q => !_active.Contains(q));
        return (double)block.Count / (1 << entering);
    }

    private List<Atom> Grow(int seed)
    {
        HashSet<int> qubits = [.. _left[seed].Qubits];
        HashSet<int> blocked = [];
        List<Atom> block = [];
        int cost = 0;

        // Where every qubit is blocked nothing fits any more: of the circuit's, or of those of a block that is wide enough.
        for (int i = 0; i < _left.Count && blocked.Count < _qubitCount
            && !(qubits.Count == _width && qubits.IsSubsetOf(blocked)); i++)
        {
            Atom atom = _left[i];
            bool fits = i == seed || (!atom.Qubits.Any(blocked.Contains) && cost + atom.Cost <= _budget
                && (atom.Qubits.All(qubits.Contains) || (i > seed && qubits.Union(atom.Qubits).Count() <= _width)));
            if (fits)
            {
                qubits.UnionWith(atom.Qubits);
                block.Add(atom);
                cost += atom.Cost;
            }
            else
            {
                blocked.UnionWith(atom.Qubits);
            }
        }

        return block;
    }

    // A gate of several qubits with the gates of one qubit before it; after the last of a qubit's, those that are left.
    private List<Atom> Atoms(IReadOnlyList<GateInstruction> gates)
    {
        List<Atom> atoms = [];
        var waiting = new Dictionary<int, List<GateInstruction>>();
        var last = new Dictionary<int, Atom>();
        foreach (GateInstruction gate in gates)
        {
            if (gate.Targets.Count == 1)
            {
                if (!waiting.TryGetValue(gate.Targets[0], out List<GateInstruction>? own))
                {
                    waiting.Add(gate.Targets[0], own = []);
                }

                own.Add(gate);
                continue;
            }

            var atom = new Atom([.. gate.Targets]);
            foreach (int qubit in gate.Targets)
            {
                Move(qubit, atom, isFree: !last.ContainsKey(qubit));
                last[qubit] = atom;
            }

            atom.Add(gate, _cost(gate));
            atoms.Add(atom);
        }

        foreach (int qubit in waiting.Keys.OrderBy(q => q).ToArray())
        {
            if (!last.TryGetValue(qubit, out Atom? atom))
            {
                atoms.Add(atom = new Atom([qubit]));
            }

            Move(qubit, atom, isFree: !last.ContainsKey(qubit));
        }

        return atoms;

        // On a qubit that nothing has entangled a rotation costs two coefficients and no pass.
        void Move(int qubit, Atom atom, bool isFree)
        {
            if (waiting.TryGetValue(qubit, out List<GateInstruction>? own))
            {
                own.ForEach(g => atom.Add(g, isFree ? 0 : _cost(g)));
                waiting.Remove(qubit);
            }
        }
    }

    private sealed class Atom(int[] qubits)
    {
        public int[] Qubits { get; } = qubits;

        public List<GateInstruction> Gates { get; } = [];

        public int Cost { get; private set; }

        public void Add(GateInstruction gate, int cost)
        {
            Gates.Add(gate);
            Cost += cost;
        }
    }
}
