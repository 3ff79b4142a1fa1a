namespace CutAwareQnn.Experiments;

/// <summary>What a run by several nodes came to.</summary>
/// <param name="Seconds">From the first query to the last step.</param>
/// <param name="TestAccuracy">At the common weights after it.</param>
/// <param name="Steps">How often these changed.</param>
/// <param name="Messages">Vectors sent to a node or from one.</param>
/// <param name="LargestStaleness">Steps that the oldest gradient had missed.</param>
internal sealed record NodesRun(double Seconds, double TestAccuracy, int Steps, long Messages, int LargestStaleness);
