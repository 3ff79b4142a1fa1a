namespace CutAwareQnn.Estimation;

/// <summary>Names the random numbers of a run of draws.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Query">The query's id.</param>
/// <param name="FirstSubexperiment">Keys the first draw, the following numbers the others.</param>
internal readonly record struct DrawKey(ulong Seed, ulong Query, ulong FirstSubexperiment);
