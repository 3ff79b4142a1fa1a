namespace CutAwareQnn.Estimation;

/// <summary>What an optimiser needs: the expectation value at these features and weights.</summary>
/// <param name="Id">The query's number in its run: with the seed it keys the query's random numbers, so give each query its own.</param>
/// <param name="Features">The feature vector; finite.</param>
/// <param name="Weights">The weight vector; finite.</param>
public sealed record EstimatorQuery(ulong Id, double[] Features, double[] Weights);
