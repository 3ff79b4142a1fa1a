using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Estimation;

/// <summary>Derivatives by the angles of cut gates, which only the bonds hold.</summary>
internal static class BondGradients
{
    /// <summary>Adds the derivative by each cut angle that is needed: one contraction with that bond differentiated.</summary>
    public static void Add(
        PreparedPlan prepared,
        GradientSources sources,
        EstimatorQuery query,
        ReadOnlySpan<double> tensors,
        ReconstructionWorkspace workspace,
        double[] bySource)
    {
        foreach ((int source, int cut, int angle) in sources.Interactions())
        {
            bySource[source] += prepared.Reconstruction.Value(tensors, prepared.BondsDifferentiated(query, cut, angle), workspace);
        }
    }
}
