using System.Collections.Concurrent;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A batch that was run on this machine over and over: the fastest run, and its log.</summary>
internal sealed record MeasuredBatch(StageRecord Stage, IReadOnlyList<LogRecord> Log)
{
    // What else runs on the machine only ever adds time.
    private const int Repeats = 25;

    /// <summary>Runs a batch 25 times.</summary>
    public static async Task<MeasuredBatch> RunAsync(
        StudyBatch batch, int workers, IDispatchPolicy policy, CancellationToken cancellationToken)
    {
        using var local = new LocalWorkers(workers, policy, ExecutionSettings.Default);
        var tasks = new ConcurrentQueue<LogRecord>();
        local.Workers.OnJob = report => tasks.Enqueue(JobRecord.Of("sweep", report));
        var recorder = new BatchRecorder("sweep", new(batch.Estimator.Plan, batch.Settings), local.Workers);
        MeasuredBatch? best = null;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            tasks.Clear();
            await LocalWorkers.RunAsync(
                new QueryPipeline(batch.Estimator, local.Workers).Run(batch.Request),
                outcome => best = best is { } known && known.Stage.Times.Total <= outcome.Stages[0].Times.Total
                    ? best
                    : new(outcome.Stages[0], [.. tasks, .. recorder.Records(outcome)]),
                cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return best!;
    }
}
