using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Turns a whole cut query into one program: every fragment's kets and Gram entries, the bonds and the contraction, with the circuit's
/// features and weights in the angles. Its stages cannot be separated any more; where they are timed, each has a program of its own.
/// </summary>
public static class CutLowering
{
    /// <summary>
    /// Returns the program of the value; null for a dynamic fragment or when more steps than the budget would be written.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stepBudget">Limit on the steps written, those that later passes remove included.</param>
    public static Program? TryExpectation(CutPlan plan, int stepBudget)
    {
        var builder = new ProgramBuilder();
        List<Real[][]> tensors = [];
        foreach (Fragment fragment in plan.Fragments)
        {
            if (FragmentLowering.TryTensor(fragment, stepBudget) is not { } program)
            {
                return null;
            }

            Real[] values = Differentiation.Replay(
                builder, program, angle => angle.Substitute(slot => fragment.Slots[slot.Index].Angle));
            tensors.Add([.. Enumerable.Range(0, fragment.Observables.Count).Select(o => program.Outputs
                .Skip(o * fragment.TensorSize).Take(fragment.TensorSize).Select(i => values[i]).ToArray())]);
            if (builder.Count > stepBudget)
            {
                return null;
            }
        }

        builder.Begin("contraction");
        Real[][] bonds = [.. plan.Cuts.Select(cut => SymbolicBond.Entries(builder, cut.Form))];
        return new NetworkLowering(builder, plan, bonds, stepBudget).Contract([.. tensors]) is { } value && builder.Count <= stepBudget
            ? builder.Build([value])
            : null;
    }
}
