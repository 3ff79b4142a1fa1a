using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// The exact variance of a reconstructed value when every variant's mean is a random variable of known mean and covariances, independent
/// between fragments: <c>Var = Con[T⊗T + Σ] - E²</c>, contracted on pairs of entries.
/// </summary>
/// <remarks>Cost and memory grow with the square of the tensors: for predictions and for proofs, not for the loop.</remarks>
public static class TensorVariance
{
    /// <summary>Evaluates the variance where all means are independent.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bonds">For each cut its bond matrix.</param>
    /// <param name="tensors">The exact tensors, [fragment][observable][entry].</param>
    /// <param name="variances">The variance of each variant's mean, [fragment][observable][variant].</param>
    public static double Exact(CutPlan plan, double[][] bonds, ReadOnlySpan<double> tensors, ReadOnlySpan<double> variances) => Exact(
        plan,
        bonds,
        tensors,
        Split(variances, plan, f => f.VariantCount).Select(own => own.Select((v, i) => new MeanCovariance(i, i, v)).ToArray()).ToArray());

    /// <summary>Evaluates the variance.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bonds">For each cut its bond matrix.</param>
    /// <param name="tensors">The exact tensors, [fragment][observable][entry].</param>
    /// <param name="covariances">For each fragment the covariances of its means that are not 0, both orders of a pair listed.</param>
    public static double Exact(
        CutPlan plan, double[][] bonds, ReadOnlySpan<double> tensors, IReadOnlyList<IReadOnlyList<MeanCovariance>> covariances)
    {
        var single = new Contraction(TensorNetwork.Of(plan));
        var squared = new Contraction(TensorNetwork.Of(plan).Squared());
        var singleWork = new ContractionWorkspace(single);
        var squaredWork = new ContractionWorkspace(squared);
        double[][] squaredBonds = bonds.Select((bond, c) => Kronecker(bond, plan.Cuts[c])).ToArray();

        double[][] fragmentTensors = Split(tensors, plan, f => f.TensorSize);
        double[] values = plan.Terms.Select(t => single.Value(
            plan.Fragments.SelectMany(f => Observable(fragmentTensors[f.Index], t.Observables[f.Index], f.TensorSize)).ToArray(),
            bonds,
            singleWork)).ToArray();
        double variance = 0;
        for (int s = 0; s < plan.Terms.Count; s++)
        {
            for (int t = 0; t < plan.Terms.Count; t++)
            {
                PlannedTerm left = plan.Terms[s];
                PlannedTerm right = plan.Terms[t];
                double[] pairs = plan.Fragments.SelectMany(f => Pairs(
                    f,
                    Observable(fragmentTensors[f.Index], left.Observables[f.Index], f.TensorSize),
                    Observable(fragmentTensors[f.Index], right.Observables[f.Index], f.TensorSize),
                    covariances[f.Index].Where(c =>
                        c.First / f.VariantCount == left.Observables[f.Index]
                        && c.Second / f.VariantCount == right.Observables[f.Index]))).ToArray();
                double second = squared.Value(pairs, squaredBonds, squaredWork);
                variance += left.Coefficient * right.Coefficient * (second - (values[s] * values[t]));
            }
        }

        return variance;
    }

    // T⊗T' + Σ with the pair (i, i') of each leg as one index; Σ = Assembly·Cov·Assemblyᵗ.
    private static double[] Pairs(Fragment fragment, double[] left, double[] right, IEnumerable<MeanCovariance> covariances)
    {
        int[] strides = Strides.Of(fragment.Legs.Select(l => l.Basis.Dimension).ToArray());
        (int Dimension, int Stride)[] axes = fragment.Legs.Select((l, i) => (l.Basis.Dimension, strides[i])).ToArray();
        (int Left, int Right)[] pairs = [(0, 0)];
        foreach ((int dimension, int stride) in axes)
        {
            pairs = pairs.SelectMany(p => Enumerable.Range(0, dimension * dimension)
                .Select(k => (p.Left + (k / dimension * stride), p.Right + (k % dimension * stride)))).ToArray();
        }

        double[] result = pairs.Select(p => left[p.Left] * right[p.Right]).ToArray();
        double[][]? columns = null;
        foreach (MeanCovariance covariance in covariances)
        {
            columns ??= Columns(fragment);
            double[] first = columns[covariance.First % columns.Length];
            double[] second = columns[covariance.Second % columns.Length];
            for (int k = 0; k < pairs.Length; k++)
            {
                result[k] += first[pairs[k].Left] * second[pairs[k].Right] * covariance.Value;
            }
        }

        return result;
    }

    // For each variant the tensor entries it feeds.
    private static double[][] Columns(Fragment fragment)
    {
        LegTransform assembly = LegTransform.Assembly(fragment);
        return Enumerable.Range(0, assembly.InputLength).Select(v =>
        {
            double[] unit = new double[assembly.InputLength];
            double[] column = new double[assembly.OutputLength];
            unit[v] = 1;
            assembly.Apply(unit, column);
            return column;
        }).ToArray();
    }

    private static double[] Kronecker(double[] bond, PlannedCut cut)
    {
        int rows = cut.Form.First.Dimension;
        int columns = cut.Form.Second.Dimension;
        double[] product = new double[bond.Length * bond.Length];
        for (int r = 0; r < rows * rows; r++)
        {
            for (int c = 0; c < columns * columns; c++)
            {
                product[(r * columns * columns) + c] =
                    bond[(r / rows * columns) + (c / columns)] * bond[(r % rows * columns) + (c % columns)];
            }
        }

        return product;
    }

    private static double[][] Split(ReadOnlySpan<double> numbers, CutPlan plan, Func<Fragment, int> size)
    {
        double[][] parts = new double[plan.Fragments.Count][];
        int start = 0;
        for (int f = 0; f < parts.Length; f++)
        {
            int length = plan.Fragments[f].Observables.Count * size(plan.Fragments[f]);
            parts[f] = numbers.Slice(start, length).ToArray();
            start += length;
        }

        return parts;
    }

    private static double[] Observable(double[] numbers, int observable, int size) =>
        numbers.AsSpan(observable * size, size).ToArray();
}
