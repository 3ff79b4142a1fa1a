namespace CutAwareQnn.Estimation;

/// <summary>A drawn joint term as it is run.</summary>
/// <param name="Runs">The circuits whose mean is not known beforehand, in the order of fragments.</param>
/// <param name="Shots">How often it was drawn; at least 1.</param>
/// <param name="Sign">The sign of its coefficient.</param>
internal sealed record DrawnSample(DrawnRun[] Runs, long Shots, int Sign);
