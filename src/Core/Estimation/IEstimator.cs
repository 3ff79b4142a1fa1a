namespace CutAwareQnn.Estimation;

/// <summary>Answers queries. Estimators differ in how, never in what.</summary>
public interface IEstimator
{
    /// <summary>Answers a batch of queries.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="gradient">Derivatives wanted, or null.</param>
    /// <returns>One estimate per query, in order.</returns>
    /// <exception cref="Circuits.CircuitException">A query's vectors have the wrong length or hold a number that is not finite.</exception>
    IReadOnlyList<Estimate> Estimate(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient = null);
}
