using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The backward pass through a recorded run: gates are un-applied from kets and adjoints alike, the kets of a cut end merge again
/// (adjoints add), and before a measurement, which cannot be undone, the kept states take over.
/// </summary>
/// <remarks>Jones and Gacon, arXiv:2009.02823.</remarks>
internal sealed class BackwardEvolution
{
    private readonly KetLayout _layout;
    private readonly List<SlotUse>?[] _uses;
    private readonly MatrixLayout?[] _layouts;
    private readonly AngleBinding _chain;

    /// <summary>Prepares the derivatives of a circuit's gates.</summary>
    public BackwardEvolution(Circuit circuit, KetLayout layout)
    {
        _layout = layout;
        _uses = new List<SlotUse>?[circuit.Instructions.Count];
        _layouts = new MatrixLayout?[circuit.Instructions.Count];
        List<Angle> chain = [];
        for (int i = 0; i < _uses.Length; i++)
        {
            if (circuit.Instructions[i].Unconditional() is GateInstruction gate)
            {
                for (int p = 0; p < gate.Angles.Count; p++)
                {
                    foreach (Symbol slot in gate.Angles[p].Symbols.Where(s => s.Kind == SymbolKind.Weight))
                    {
                        (_uses[i] ??= []).Add(new(p, slot.Index, chain.Count));
                        chain.Add(gate.Angles[p].Differentiate(slot));
                        _layouts[i] ??= new([.. gate.Targets], 0, 0, 0);
                    }
                }
            }
        }

        _chain = new(chain);
    }

    /// <summary>Sweeps from the final adjoints back to the start.</summary>
    /// <param name="bound">The circuit.</param>
    /// <param name="run">Its recorded run, with adjoints at the final branches; used up.</param>
    /// <param name="slots">The bound slots in radians.</param>
    /// <param name="gradient">Receives the derivative by every slot.</param>
    /// <param name="pool">Takes the states back.</param>
    public void Run(BoundCircuit bound, KetEvolution run, ReadOnlySpan<double> slots, Span<double> gradient, StatePool pool)
    {
        gradient.Clear();
        double[] chain = new double[_chain.Count];
        _chain.Bind([], slots, chain);
        List<KetBranch> branches = [.. run.Branches];
        List<int> active = [.. Enumerable.Range(0, _layout.KetCount)];
        for (int index = bound.Circuit.Instructions.Count - 1; index >= 0; index--)
        {
            Instruction instruction = bound.Circuit.Instructions[index];
            switch (instruction.Unconditional())
            {
                case GateInstruction gate:
                    GateOperation operation = bound.Operations[index]!;
                    List<KetBranch> acting = [.. branches.Where(branch => KetEvolution.Happens(instruction, branch))];
                    Each(acting, active, (branch, ket) => branch.Kets[ket]!.Undo(operation));
                    if (_uses[index] is { } uses)
                    {
                        Differentiate(gate, uses, _layouts[index]!, bound.Angles[index]!, chain, acting, active, gradient);
                    }

                    Each(acting, active, (branch, ket) => branch.Adjoints[ket]!.Undo(operation));
                    break;
                case CutEnd end:
                    List<int> before = _layout.Before(end, active);
                    Each(branches, before, (branch, ket) => Merge(branch, ket, end, pool));
                    active = before;
                    break;
                case Measurement or Reset:
                    foreach (BranchMerge merge in run.Merges[index] ?? [])
                    {
                        Separate(merge, branches, active, pool);
                    }

                    foreach (BranchSplit split in run.Splits[index] ?? [])
                    {
                        Rejoin(split, branches, active, pool);
                    }

                    break;
            }
        }

        foreach (KetBranch branch in branches)
        {
            pool.Return(active.Select(ket => branch.Kets[ket]));
            pool.Return(active.Select(ket => branch.Adjoints[ket]));
        }
    }

    // d = 2 Re ⟨λ|dU|ψ⟩ with λ after the gate and ψ before it; all parameters share the transition matrix.
    private static void Differentiate(
        GateInstruction gate, List<SlotUse> uses, MatrixLayout layout, double[] angles, double[] chain,
        List<KetBranch> branches, List<int> active, Span<double> gradient)
    {
        int dimension = 1 << gate.Targets.Count;
        Complex[] sum = new Complex[dimension * dimension];
        Each(
            branches, active, (branch, ket) => StateVector.AddTransition(branch.Adjoints[ket]!, branch.Kets[ket]!, layout, sum));
        foreach (SlotUse use in uses)
        {
            ComplexMatrix derivative = gate.Gate.Derivative(use.Parameter, angles);
            double value = 0;
            for (int k = 0; k < sum.Length; k++)
            {
                value += (derivative.Entries[k] * sum[k]).Real;
            }

            gradient[use.Slot] += 2 * value * chain[use.Chain];
        }
    }

    // λ = Σ_s P_s λ_s, and the ket without an inserted operator goes on alone.
    private void Merge(KetBranch branch, int ket, CutEnd end, StatePool pool)
    {
        IReadOnlyList<Pauli> operators = _layout.Insertions(end.Leg, end.Place);
        branch.Kets[ket]!.Apply(operators[0], end.Qubit);
        branch.Adjoints[ket]!.Apply(operators[0], end.Qubit);
        for (int s = 1; s < operators.Count; s++)
        {
            int inserted = ket + (s * _layout.Stride(end.Leg, end.Place));
            branch.Adjoints[ket]!.Add(1, default(PauliMask).With(end.Qubit, operators[s]), branch.Adjoints[inserted]!);
            pool.Return([branch.Kets[inserted], branch.Adjoints[inserted]]);
        }
    }

    // λ = Σ_outcomes K† λ_outcome; the kets before are those that were kept.
    private static void Rejoin(BranchSplit split, List<KetBranch> branches, List<int> active, StatePool pool)
    {
        split.Parent.Adjoints = new StateVector?[split.Parent.Kets.Length];
        foreach (int ket in active)
        {
            StateVector adjoint = pool.Rent();
            adjoint.Clear();
            split.Parent.Adjoints[ket] = adjoint;
            foreach ((int outcome, KetBranch child) in split.Children)
            {
                StateVector part = child.Adjoints[ket]!;
                if (split.IsReset && outcome == 1)
                {
                    part.Raise(split.Qubit);
                }
                else
                {
                    part.Project(split.Qubit, outcome);
                }

                adjoint.Add(1, default, part);
                pool.Return([part, child.Kets[ket]]);
            }
        }

        branches.RemoveAll(branch => split.Children.Any(c => ReferenceEquals(c.Branch, branch)));
        branches.Add(split.Parent);
    }

    // An adjoint is linear in its ket, so that a part's is its factor times the merged one's.
    private static void Separate(BranchMerge merge, List<KetBranch> branches, List<int> active, StatePool pool)
    {
        foreach ((KetBranch part, Complex factor) in merge.Parts)
        {
            part.Adjoints = new StateVector?[part.Kets.Length];
            foreach (int ket in active)
            {
                part.Adjoints[ket] = pool.Copy(merge.Merged.Adjoints[ket]!);
                part.Adjoints[ket]!.Scale(factor);
            }

            branches.Add(part);
        }

        branches.Remove(merge.Merged);
        pool.Return(active.Select(ket => merge.Merged.Kets[ket]));
        pool.Return(active.Select(ket => merge.Merged.Adjoints[ket]));
    }

    private static void Each(List<KetBranch> branches, List<int> kets, Action<KetBranch, int> act)
    {
        foreach (KetBranch branch in branches)
        {
            foreach (int ket in kets)
            {
                act(branch, ket);
            }
        }
    }

    // A slot in a gate's parameter, and the position of the derivative of the angle by the slot.
    private readonly record struct SlotUse(int Parameter, int Slot, int Chain);
}
