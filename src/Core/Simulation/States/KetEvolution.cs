using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Runs a bound circuit: gates act on every ket, a cut end multiplies the kets by the operators its leg inserts, a measurement or a
/// reset parts the branches. What precedes the first cut end or measurement is done once. Many branches that nothing tells apart any
/// more go on as one.
/// </summary>
internal sealed class KetEvolution
{
    /// <summary>The most branches a run may part into.</summary>
    public const int MaxBranches = 1 << 16;

    // 16 GiB of amplitudes.
    private const double MaxAmplitudes = 1 << 30;

    // Amplitudes below 2^-50 are rounding: what such branches add to an expectation value is below 1e-30.
    private const double Nothing = 1.0 / (1L << 50) / (1L << 50);

    private readonly BoundCircuit _bound;
    private readonly KetLayout _layout;
    private readonly StatePool _pool;
    private readonly List<BranchSplit>?[]? _splits;
    private readonly List<BranchMerge>?[]? _merges;
    private readonly BranchMerger? _merger;
    private List<KetBranch> _branches = [];
    private List<int> _active = [0];
    private int _mergedFrom = BranchMerger.FewBranches;

    private KetEvolution(BoundCircuit bound, KetLayout layout, StatePool pool, bool record, bool keepBits)
    {
        if (!keepBits)
        {
            _merger = new(bound.Circuit);
        }

        _bound = bound;
        _layout = layout;
        _pool = pool;
        if (record)
        {
            _splits = new List<BranchSplit>?[bound.Circuit.Instructions.Count];
            _merges = new List<BranchMerge>?[bound.Circuit.Instructions.Count];
        }
    }

    /// <summary>The branches at the end, in the order of their outcomes.</summary>
    public IReadOnlyList<KetBranch> Branches => _branches;

    /// <summary>For each instruction the branches it parted; for runs that are recorded.</summary>
    public IReadOnlyList<List<BranchSplit>?> Splits => _splits!;

    /// <summary>For each instruction the branches that went on as one after it; for runs that are recorded.</summary>
    public IReadOnlyList<List<BranchMerge>?> Merges => _merges!;

    /// <summary>Runs a circuit from |0…0⟩.</summary>
    /// <param name="bound">The circuit.</param>
    /// <param name="layout">The kets of its cut ends.</param>
    /// <param name="pool">Where states come from.</param>
    /// <param name="record">Whether to keep what a backward pass needs: the states before measurements and resets.</param>
    /// <param name="keepBits">Whether the final branches are told apart by their bits; if not, those with parallel states are one.</param>
    /// <exception cref="CircuitException">Too many branches, or an instruction that has no meaning in a run.</exception>
    public static KetEvolution Forward(BoundCircuit bound, KetLayout layout, StatePool pool, bool record, bool keepBits)
    {
        var run = new KetEvolution(bound, layout, pool, record, keepBits);
        var first = new KetBranch(layout.KetCount, new bool[bound.Circuit.BitCount]);
        first.Kets[0] = pool.Rent();
        first.Kets[0]!.Reset();
        run._branches.Add(first);
        for (int i = 0; i < bound.Circuit.Instructions.Count; i++)
        {
            run.Step(i, bound.Circuit.Instructions[i]);
        }

        return run;
    }

    /// <summary>Gives the final states back.</summary>
    public void Release() => _branches.ForEach(branch => _pool.Return(branch.Kets));

    private void Step(int index, Instruction instruction)
    {
        Instruction body = instruction.Unconditional();
        switch (body)
        {
            case GateInstruction:
                foreach (KetBranch branch in _branches)
                {
                    if (Happens(instruction, branch))
                    {
                        _active.ForEach(ket => branch.Kets[ket]!.Apply(_bound.Operations[index]!));
                    }
                }

                break;
            case Measurement measurement:
                Split(index, instruction, measurement.Qubit, measurement.Bit);
                break;
            case Reset reset:
                Split(index, instruction, reset.Qubit, null);
                break;
            case CutEnd end when _layout.Has(end.Leg):
                _branches.ForEach(branch => Insert(branch, end));
                _active = _layout.After(end, _active);
                break;
            case Barrier:
                break;
            default:
                throw new CircuitException(
                    $"instruction {index} '{instruction}' cannot be simulated; put an operation in place of every cut end first");
        }
    }

    /// <summary>Returns whether an instruction's conditions hold in a branch.</summary>
    public static bool Happens(Instruction instruction, KetBranch branch) =>
        instruction is not Conditional conditional
        || (conditional.Condition.Holds(bit => branch.Bits[bit]) && Happens(conditional.Body, branch));

    private void Insert(KetBranch branch, CutEnd end)
    {
        IReadOnlyList<Pauli> operators = _layout.Insertions(end.Leg, end.Place);
        int stride = _layout.Stride(end.Leg, end.Place);
        foreach (int ket in _active)
        {
            for (int s = operators.Count - 1; s >= 0; s--)
            {
                int inserted = ket + (s * stride);
                branch.Kets[inserted] = s == 0 ? branch.Kets[ket] : _pool.Copy(branch.Kets[ket]!);
                branch.Kets[inserted]!.Apply(operators[s], end.Qubit);
            }
        }
    }

    private void Split(int index, Instruction instruction, int qubit, int? bit)
    {
        double amplitudes = Math.ScaleB(2.0 * _branches.Count * _active.Count, _bound.Circuit.QubitCount);
        if (amplitudes > MaxAmplitudes)
        {
            throw new CircuitException(
                $"instruction {index} '{instruction}' would need {2 * _branches.Count * _active.Count} states of "
                + $"{Counted.Of(_bound.Circuit.QubitCount, "qubit")} at once, more than fit; measure fewer qubits mid-circuit or cut the "
                + "circuit smaller");
        }

        var next = new List<KetBranch>();
        foreach (KetBranch branch in _branches)
        {
            if (!Happens(instruction, branch))
            {
                next.Add(branch);
                continue;
            }

            (int Outcome, KetBranch Branch)[] children =
                [.. Enumerable.Range(0, 2).Select(o => (o, Child(branch, qubit, o, bit))).Where(c => Weight(c.Item2) > Nothing)];
            next.AddRange(children.Select(c => c.Branch));
            if (_splits is not null)
            {
                (_splits[index] ??= []).Add(new(branch, qubit, children, bit is null));
            }
            else
            {
                _pool.Return(branch.Kets);
            }
        }

        if (_merger is not null && next.Count > _mergedFrom)
        {
            Merge(index, next);
            _mergedFrom = Math.Max(BranchMerger.FewBranches, 2 * next.Count);
        }

        if (next.Count > MaxBranches)
        {
            throw new CircuitException(
                $"instruction {index} '{instruction}' makes {Counted.Of(next.Count, "branch")} of measurement outcomes "
                + $"but at most {MaxBranches} are followed; measure fewer qubits mid-circuit");
        }

        _branches = next;
    }

    private void Merge(int index, List<KetBranch> branches)
    {
        List<BranchMerge> merges = _merger!.Find(index, branches, _active);
        HashSet<KetBranch> parts = [.. merges.SelectMany(m => m.Parts, (_, part) => part.Branch)];
        branches.RemoveAll(parts.Contains);
        foreach (BranchMerge merge in merges)
        {
            (KetBranch first, Complex factor) = merge.Parts[0];
            foreach (int ket in _active)
            {
                merge.Merged.Kets[ket] = _pool.Copy(first.Kets[ket]!);
                merge.Merged.Kets[ket]!.Scale(1 / factor);
            }

            branches.Add(merge.Merged);
        }

        if (_merges is not null)
        {
            _merges[index] = merges;
        }
        else
        {
            foreach (KetBranch part in parts)
            {
                _pool.Return(part.Kets);
            }
        }
    }

    private KetBranch Child(KetBranch parent, int qubit, int outcome, int? bit)
    {
        var child = new KetBranch(_layout.KetCount, [.. parent.Bits]);
        if (bit is { } b)
        {
            child.Bits[b] = outcome == 1;
        }

        foreach (int ket in _active)
        {
            StateVector state = _pool.Copy(parent.Kets[ket]!);
            child.Kets[ket] = state;
            if (bit is null && outcome == 1)
            {
                state.Lower(qubit);
            }
            else
            {
                state.Project(qubit, outcome);
            }
        }

        return child;
    }

    private double Weight(KetBranch branch) => _active.Max(ket => branch.Kets[ket]!.SquaredNorm);
}
