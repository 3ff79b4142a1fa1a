namespace CutAwareQnn.Estimation;

/// <summary>The derivatives of an estimate.</summary>
/// <param name="Features">By each feature; empty where not requested.</param>
/// <param name="Weights">By each weight; empty where not requested.</param>
/// <param name="FeatureErrors">Standard errors; null where not requested.</param>
/// <param name="WeightErrors">Standard errors; null where not requested.</param>
public sealed record GradientEstimate(
    double[] Features, double[] Weights, double[]? FeatureErrors = null, double[]? WeightErrors = null)
{
    /// <summary>Returns the same derivatives, stated to be exact.</summary>
    internal GradientEstimate WithoutNoise() => this with
    {
        FeatureErrors = new double[Features.Length],
        WeightErrors = new double[Weights.Length],
    };
}
