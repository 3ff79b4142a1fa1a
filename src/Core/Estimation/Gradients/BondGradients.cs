using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Estimation;

/// <summary>Derivatives by the angles of cut gates: they live in the bonds and need no circuit.</summary>
internal static class BondGradients
{
    /// <summary>Adds the derivative by each cut angle that is needed.</summary>
    /// <param name="outputs">The query's outputs, environments included.</param>
    /// <param name="bySource">The derivatives by all sources.</param>
    public static void Add(
        LeanPlan prepared,
        Reconstructor reconstructor,
        GradientSources sources,
        EstimatorQuery query,
        ReadOnlySpan<double> outputs,
        Span<double> bySource)
    {
        double[] angles = sources.Interactions.Count == 0 ? [] : prepared.BindInteractions(query);
        foreach ((int source, int cut, int angle) in sources.Interactions)
        {
            double[] derivative = prepared.BondDerivative(angles, cut, angle);
            ReadOnlySpan<double> environment = outputs.Slice(reconstructor.BondEnvironment(cut), derivative.Length);
            for (int i = 0; i < derivative.Length; i++)
            {
                bySource[source] += environment[i] * derivative[i];
            }
        }
    }
}
