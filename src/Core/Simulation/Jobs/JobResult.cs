namespace CutAwareQnn.Simulation;

/// <summary>What a batch measured.</summary>
/// <param name="Job">The batch's index.</param>
/// <param name="Values">Laid out as the batch's kind requires.</param>
/// <param name="Completeness">
/// The part of the batch's shots that the values rest on, in [0, 1]; 1 but where execution was cut off. At 0 the values mean nothing.
/// </param>
public sealed record JobResult(int Job, double[] Values, double Completeness = 1);
