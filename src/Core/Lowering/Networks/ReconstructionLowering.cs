using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Turns a plan's reconstruction into a program. Scalar inputs: for exact values every fragment's tensor entries
/// [fragment][observable][entry], for sampled ones its variants' means [fragment][observable][variant]; after them, where a bond
/// depends on parameters, the bond matrices of all cuts. Outputs: the value, its variance to first order (0 for exact values), and on
/// request the derivative of the value by every input.
/// </summary>
public static class ReconstructionLowering
{
    /// <summary>Writes the program; null when it would exceed the budget.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="noise">
    /// For sampled means the variance of each mean m as <c>Constant - Slope·m²</c>, in the order of the inputs; null for tensors.
    /// </param>
    /// <param name="wantsEnvironments">Whether the derivatives are put out.</param>
    /// <param name="stepBudget">Limit on the program's steps.</param>
    public static Program? TryLower(CutPlan plan, IReadOnlyList<MeanNoise>? noise, bool wantsEnvironments, int stepBudget)
    {
        double inputs = plan.Fragments.Sum(f => f.Legs.Aggregate((double)f.Observables.Count, (count, leg) =>
            count * (noise is null ? leg.Basis.Dimension : leg.Basis.Operations.Count)));
        if (inputs > stepBudget)
        {
            return null;
        }

        var builder = new ProgramBuilder();
        List<Real> scalars = [];
        Real[][][] tensors = plan.Fragments.Select(f => f.Observables.Select(_ =>
        {
            Real[] own = Next(builder, scalars, noise is null ? f.TensorSize : f.VariantCount);
            return noise is null ? own : Assemble(builder, f, own);
        }).ToArray()).ToArray();
        Real[][] bonds = plan.HasConstantBonds
            ? plan.Cuts.Select(c => c.Form.Bond(_ => 0).Select(builder.Constant).ToArray()).ToArray()
            : plan.Cuts.Select(c => Next(builder, scalars, c.Form.BondLength)).ToArray();

        var network = new NetworkLowering(builder, plan, bonds, stepBudget);
        if (network.Contract(tensors) is not { } value)
        {
            return null;
        }

        IReadOnlyList<Real> derivatives = noise is null && !wantsEnvironments ? [] : builder.Derivatives(value, scalars);
        Real variance = noise is null ? builder.Zero : Variance(builder, scalars, derivatives, noise);
        return builder.Count > stepBudget
            ? null
            : builder.Build([value, variance, .. wantsEnvironments ? derivatives : []]);
    }

    private static Real[] Next(ProgramBuilder builder, List<Real> scalars, int count)
    {
        Real[] next = Enumerable.Range(scalars.Count, count).Select(builder.Scalar).ToArray();
        scalars.AddRange(next);
        return next;
    }

    // The variants' means become tensor entries, leg by leg.
    private static Real[] Assemble(ProgramBuilder builder, Fragment fragment, Real[] means)
    {
        Real[] entries = means;
        int outer = 1;
        int inner = means.Length;
        foreach (Leg leg in fragment.Legs)
        {
            double[,] assembly = leg.Basis.Assembly;
            int rows = assembly.GetLength(0);
            int columns = assembly.GetLength(1);
            inner /= columns;
            Real[] source = entries;
            int width = inner;
            entries = Enumerable.Range(0, outer * rows * inner).Select(e => builder.Sum([.. Enumerable.Range(0, columns)
                .Where(c => assembly[e / width % rows, c] != 0)
                .Select(c => builder.Multiply(
                    builder.Constant(assembly[e / width % rows, c]),
                    source[(((e / width / rows * columns) + c) * width) + (e % width)]))])).ToArray();
            outer *= rows;
        }

        return entries;
    }

    // Σ g² (constant - slope m²)
    private static Real Variance(
        ProgramBuilder builder, List<Real> means, IReadOnlyList<Real> sensitivities, IReadOnlyList<MeanNoise> noise)
    {
        List<Real> terms = [];
        for (int i = 0; i < noise.Count; i++)
        {
            Real spread = builder.Subtract(
                builder.Constant(noise[i].Constant),
                builder.Multiply(builder.Constant(noise[i].Slope), builder.Multiply(means[i], means[i])));
            terms.Add(builder.Multiply(builder.Multiply(sensitivities[i], sensitivities[i]), spread));
        }

        return builder.Sum([.. terms.Where(t => t != builder.Zero)]);
    }
}
