namespace CutAwareQnn.Lowering;

/// <summary>The variance of a sampled mean m as <c>Constant - Slope·m²</c>.</summary>
/// <param name="Constant">At m = 0.</param>
/// <param name="Slope">Decrease with m².</param>
public readonly record struct MeanNoise(double Constant, double Slope);
