namespace CutAwareQnn.Experiments;

/// <summary>Digests of what a training run reads; a run continues with the same inputs alone.</summary>
/// <param name="DataSha256">The samples, after selection, split, reduction and scaling.</param>
/// <param name="CircuitSha256">The circuit; null where the build determines it.</param>
/// <param name="PlanSha256">The cuts and the observables; null where the build determines them.</param>
/// <param name="Build">The build of the program; null where results of several builds may be in one sweep.</param>
internal sealed record TrainInputs(string DataSha256, string? CircuitSha256, string? PlanSha256, string? Build);
