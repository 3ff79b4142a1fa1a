using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The finished runs of a sweep, of the study's circuit, that differ only in their seed.</summary>
/// <param name="Dataset">Their data set.</param>
/// <param name="Partition">Their partition.</param>
/// <param name="Cuts">Their number of cuts.</param>
/// <param name="Runs">The runs, by seed.</param>
internal sealed record SweepRunGroup(string Dataset, string Partition, int Cuts, IReadOnlyList<RecordedRun> Runs)
{
    /// <summary>What the group is called next to others of its data set.</summary>
    public string Name => SweepNames.Partition(Cuts, Partition);

    /// <summary>
    /// Returns the groups with the same shots for every circuit, from the fewest cuts. A run whose log has no batch is in none.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="mode"><c>lean</c> or <c>published</c>.</param>
    public static IReadOnlyList<SweepRunGroup> Of(RecordedSweep sweep, string mode = "lean") =>
    [
        .. from run in sweep.Finished
           where run.Option("circuit") == nameof(IrisClassifier) && run.Option("mode") == mode && run.Option("total_shots") is null
           from batch in run.Log.OfType<BatchRecord>().Take(1)
           group run by (Dataset: run.Option("dataset") ?? "", Partition: run.Option("partition") ?? "", batch.Cuts) into runs
           orderby runs.Key.Dataset, runs.Key.Cuts, runs.Key.Partition
           select new SweepRunGroup(
               runs.Key.Dataset,
               runs.Key.Partition,
               runs.Key.Cuts,
               [.. runs.OrderBy(r => ulong.TryParse(r.Option("seed"), out ulong seed) ? seed : 0)]),
    ];
}
