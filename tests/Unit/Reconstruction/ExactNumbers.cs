using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>The exact tensors, bonds and variant means of a plan at one query's parameters.</summary>
internal sealed class ExactNumbers
{
    public ExactNumbers(CutPlan plan)
        : this(plan, [], [])
    {
    }

    public ExactNumbers(CutPlan plan, double[] features, double[] weights)
    {
        Plan = plan;
        Reconstruction = new(plan);
        Bonds = [.. plan.Cuts.Select(c => c.Form.Bond(y => y.Kind == SymbolKind.Feature ? features[y.Index] : weights[y.Index]))];
        Tensors = new double[Reconstruction.TensorLength];
        Means = new double[Reconstruction.MeansLength];
        foreach (Fragment fragment in plan.Fragments)
        {
            double[] angles = new double[fragment.Slots.Count];
            new AngleBinding(fragment.Slots.Select(s => s.Angle)).Bind(features, weights, angles);
            Span<double> tensors = Tensors.AsSpan(Reconstruction.Tensors(fragment.Index));
            new StateVectorFragmentSimulator(fragment).Evaluate(angles, 1, tensors);
            Span<double> means = Means.AsSpan(Reconstruction.Means(fragment.Index));
            var expansion = LegTransform.Expansion(fragment);
            for (int o = 0; o < fragment.Observables.Count; o++)
            {
                expansion.Apply(
                    tensors.Slice(o * fragment.TensorSize, fragment.TensorSize),
                    means.Slice(o * fragment.VariantCount, fragment.VariantCount));
            }
        }
    }

    public CutPlan Plan { get; }

    public PlanReconstruction Reconstruction { get; }

    public double[][] Bonds { get; }

    /// <summary>[fragment][observable][entry].</summary>
    public double[] Tensors { get; }

    /// <summary>[fragment][observable][variant].</summary>
    public double[] Means { get; }

    public double Value() => Reconstruction.Value(Tensors, Bonds, Reconstruction.Workspace());

    /// <summary>Computes the variance of every variant's mean when each is run this often.</summary>
    public double[] Variances(double shots) => [.. Means.Select(m => (1 - (m * m)) / shots)];

    /// <summary>Computes the exact variance of the value when every variant is run this often.</summary>
    public double ExactVariance(double shots) => TensorVariance.Exact(Plan, Bonds, Tensors, Variances(shots));

    /// <summary>Computes the same to first order.</summary>
    public double FirstOrderVariance(double shots)
    {
        double[] environments = new double[Tensors.Length];
        ReconstructionWorkspace workspace = Reconstruction.Workspace();
        Reconstruction.Environments(Tensors, Bonds, workspace, environments);
        return Reconstruction.Variance(environments, Variances(shots), workspace);
    }
}
