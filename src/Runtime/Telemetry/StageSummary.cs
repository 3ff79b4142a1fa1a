namespace CutAwareQnn.Runtime;

/// <summary>Where the time of many batches went.</summary>
/// <param name="Partition">Acquiring plans.</param>
/// <param name="Generate">Making subexperiments.</param>
/// <param name="Execute">Executing them.</param>
/// <param name="Reconstruct">Putting results together.</param>
/// <param name="ReconstructionShare">Reconstruct / (execute + reconstruct), as the study prints it, in [0, 1]; 0 without either.</param>
public sealed record StageSummary(
    StageStatistics Partition,
    StageStatistics Generate,
    StageStatistics Execute,
    StageStatistics Reconstruct,
    double ReconstructionShare)
{
    /// <summary>Summarises batch records' times.</summary>
    public static StageSummary Of(IReadOnlyCollection<StageTimes> times)
    {
        double[] partition = Sorted(times, t => t.Partition);
        double[] generate = Sorted(times, t => t.Generate);
        double[] execute = Sorted(times, t => t.Execute);
        double[] reconstruct = Sorted(times, t => t.Reconstruct);
        double whole = partition.Sum() + generate.Sum() + execute.Sum() + reconstruct.Sum();
        return new(
            Statistics(partition, whole),
            Statistics(generate, whole),
            Statistics(execute, whole),
            Statistics(reconstruct, whole),
            Share(reconstruct.Sum(), execute.Sum() + reconstruct.Sum()));
    }

    private static double[] Sorted(IReadOnlyCollection<StageTimes> times, Func<StageTimes, TimeSpan> stage) =>
        times.Select(t => stage(t).TotalSeconds).Order().ToArray();

    private static StageStatistics Statistics(double[] sorted, double whole) => new(Median(sorted), Share(sorted.Sum(), whole));

    private static double Median(double[] sorted) => sorted.Length == 0
        ? 0
        : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
