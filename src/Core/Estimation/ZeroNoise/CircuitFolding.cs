using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>Folded circuits: unitaries U as U (U† U)^k, which change nothing but the noise, by about the scale 1 + 2k.</summary>
/// <remarks>
/// A pair U† U lies on one side of every measurement, reset and cut end. Operations in place of cut ends are not folded: they are the same
/// at every scale. Giurgica-Tiron et al., arXiv:2005.10921.
/// </remarks>
public static class CircuitFolding
{
    /// <summary>The largest scale.</summary>
    public const int MaxScale = 99;

    /// <summary>Folds the fragments of a plan, all variants of each alike; shifts of a slot reach every copy of its gate.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="scale">1 + 2k, odd, from 1 to <see cref="MaxScale"/>.</param>
    /// <param name="kind">Which gates are folded.</param>
    /// <exception cref="CutException">The scale is even or out of range, or a gate depends on measured bits.</exception>
    public static CutPlan Fold(CutPlan plan, int scale, FoldingKind kind)
    {
        if (plan.Fragments.SelectMany(f => f.Legs).SelectMany(l => l.Basis.Operations).SelectMany(o => o.Steps).Any(s => s is Conditional))
        {
            throw new CutException("a cut exchanges measured bits, after which a fragment cannot be folded; cut without communication, "
                + "or omit the folding");
        }

        return plan with { Fragments = plan.Fragments.Select(f => f with { Circuit = Fold(f.Circuit, scale, kind) }).ToEquatableArray() };
    }

    /// <summary>Folds a circuit.</summary>
    /// <param name="circuit">The circuit; it may hold measurements, resets and cut ends, which stay where they are.</param>
    /// <param name="scale">1 + 2k, odd, from 1 to <see cref="MaxScale"/>.</param>
    /// <param name="kind">Which gates are folded.</param>
    /// <exception cref="CutException">The scale is even or out of range, or a gate depends on measured bits.</exception>
    public static Circuit Fold(Circuit circuit, int scale, FoldingKind kind)
    {
        if (scale is < 1 or > MaxScale || scale % 2 == 0)
        {
            throw new CutException($"a circuit cannot be folded {scale} times; give an odd number from 1 to {MaxScale}");
        }

        var folded = new List<Instruction>();
        var run = new List<GateInstruction>();
        foreach (Instruction instruction in circuit.Instructions)
        {
            if (instruction is Conditional conditional)
            {
                throw new CutException($"'{conditional}' depends on measured bits and cannot be folded; remove it, or omit the folding");
            }

            if (instruction is not GateInstruction gate)
            {
                Close();
                folded.Add(instruction);
            }
            else if (kind == FoldingKind.Circuit)
            {
                run.Add(gate);
            }
            else
            {
                folded.AddRange(gate.Targets.Count > 1 ? Folded([gate], scale) : [gate]);
            }
        }

        Close();
        return circuit with { Instructions = folded.ToEquatableArray() };

        void Close()
        {
            folded.AddRange(Folded(run, scale));
            run.Clear();
        }
    }

    private static IEnumerable<GateInstruction> Folded(IReadOnlyList<GateInstruction> gates, int scale)
    {
        GateInstruction[] inverse = [.. gates.Reverse().Select(g => g.Inverse())];
        return Enumerable.Range(0, scale).SelectMany(copy => copy % 2 == 0 ? gates : inverse).ToArray();
    }
}
