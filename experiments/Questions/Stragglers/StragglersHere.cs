using System.Globalization;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Stragglers on two workers of this machine, in real time, next to what virtual time predicts.</summary>
internal static class StragglersHere
{
    private const int WorkerCount = 2;
    private const string Policy = "eager";

    private static readonly StragglerKind Kind = new(0.1, 0.05);
    private static readonly Mitigation[] Mitigations = [Mitigation.None, Mitigation.Copies, Mitigation.Twice];

    /// <summary>Runs every batch without stragglers, and with them under each of three mitigations.</summary>
    /// <param name="batches">One per seed.</param>
    /// <param name="times">The model; a device's times in it are waited for here.</param>
    /// <param name="cancellationToken">Stops at the batch at hand.</param>
    public static async Task<IReadOnlyList<MeasuredStragglers>> RunAsync(
        StudyBatch[] batches, ServiceTimes times, CancellationToken cancellationToken)
    {
        // The first run compiles.
        await RunAsync(batches[0], times, ExecutionSettings.Default, cancellationToken).ConfigureAwait(false);
        StragglerRun[] undisturbed = await Each(_ => ExecutionSettings.Default).ConfigureAwait(false);
        StragglerRun[] modelled = [.. batches.Select(b => StragglerRun.Virtual(b, WorkerCount, times, Policy, ExecutionSettings.Default))];
        List<MeasuredStragglers> rows = [];
        foreach (Mitigation mitigation in Mitigations)
        {
            StragglerRun[] runs = await Each(Settings).ConfigureAwait(false);
            StragglerRun[] predicted = [.. batches.Select(b => StragglerRun.Virtual(b, WorkerCount, times, Policy, Settings(b)))];
            rows.Add(new(
                batches[0].Partition,
                batches[0].CutCount,
                WorkerCount,
                Kind,
                mitigation.Name,
                batches.Sum(b => b.Queries.Length),
                BootstrapInterval.Of([.. runs.Select(r => r.Time.TotalSeconds)]),
                BootstrapInterval.Of([.. predicted.Select(r => r.Time.TotalSeconds)]),
                BootstrapInterval.Of([.. runs.Zip(undisturbed, (run, plain) => run.Over(plain))]),
                BootstrapInterval.Of([.. predicted.Zip(modelled, (run, plain) => run.Over(plain))])));

            ExecutionSettings Settings(StudyBatch batch) => mitigation.Settings(default) with { Stragglers = Kind.Of(batch.Settings.Seed) };
        }

        return rows;

        async Task<StragglerRun[]> Each(Func<StudyBatch, ExecutionSettings> execution)
        {
            List<StragglerRun> runs = [];
            foreach (StudyBatch batch in batches)
            {
                runs.Add(await RunAsync(batch, times, execution(batch), cancellationToken).ConfigureAwait(false));
            }

            return [.. runs];
        }
    }

    private static async Task<StragglerRun> RunAsync(
        StudyBatch batch, ServiceTimes times, ExecutionSettings execution, CancellationToken cancellationToken)
    {
        string backend = times.QueueSeconds + times.ShotSeconds == 0
            ? "in-process"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"qpu:queue_s={times.QueueSeconds},shot_s={times.ShotSeconds},execute_s=0,readout=0,"
                + $"depolarising_1=0,depolarising_2=0,failure=0");
        using var workers = new LocalWorkers(WorkerCount, DispatchPolicies.Parse(Policy), execution, backend, batch.Settings.Seed);
        StragglerRun? run = null;
        await LocalWorkers.RunAsync(
            new QueryPipeline(batch.Estimator, workers.Workers).Run(batch.Request),
            outcome => run = StragglerRun.Of(outcome),
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return run!;
    }
}
