using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>
/// Runs a batch of queries at 1 and 2 workers of this machine, and beside it in virtual time with service times fitted to the first
/// partition's log at one worker alone.
/// </summary>
internal static class MeasuredSweep
{
    // The fastest of so many: what else runs on the machine only ever adds time.
    private const int Repeats = 25;

    /// <summary>Each partition at 1 and 2 workers: under the given policy, but for the one that is fitted, which is run eagerly.</summary>
    public static async Task<IReadOnlyList<PredictionPoint>> RunAsync(
        IReadOnlyList<string> partitions,
        EstimatorQuery[] queries,
        EstimatorSettings settings,
        IDispatchPolicy policy,
        CancellationToken cancellationToken)
    {
        List<PredictionPoint> points = [];
        ServiceTimes? times = null;
        foreach (string partition in partitions)
        {
            var estimator = new CutEstimator(
                CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(partition, 4)), settings);
            foreach (int workers in (int[])[1, 2])
            {
                IDispatchPolicy own = times is null ? new EagerPolicy() : policy;
                (StageRecord best, List<LogRecord> log) = await MeasureAsync(estimator, queries, settings, workers, own, cancellationToken)
                    .ConfigureAwait(false);
                times ??= ServiceTimesFit.Of(log);
                BatchOutcome predicted = VirtualRun.Of(estimator, new(0, queries), workers, times, own, new());
                points.Add(new(
                    partition,
                    workers,
                    DispatchPolicies.Text(own),
                    best.Times.Total.TotalSeconds,
                    predicted.Stages[0].Times.Total.TotalSeconds,
                    best.Times.Reconstruct / (best.Times.Execute + best.Times.Reconstruct)));
            }
        }

        return points;
    }

    // The fastest run and its own log.
    private static async Task<(StageRecord Stage, List<LogRecord> Log)> MeasureAsync(
        CutEstimator estimator,
        EstimatorQuery[] queries,
        EstimatorSettings settings,
        int workers,
        IDispatchPolicy policy,
        CancellationToken cancellationToken)
    {
        using var local = new LocalWorkers(workers, policy, ExecutionSettings.Default);
        var tasks = new System.Collections.Concurrent.ConcurrentQueue<LogRecord>();
        local.Workers.OnTask = report => tasks.Enqueue(TaskRecord.Of("sweep", report));
        var recorder = new BatchRecorder("sweep", new(estimator.Plan, settings), local.Workers);
        (StageRecord Stage, List<LogRecord> Log)? best = null;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            tasks.Clear();
            await LocalWorkers.RunAsync(
                new QueryPipeline(estimator, local.Workers).Run(new BatchRequest(0, queries)),
                outcome => best = best is { } known && known.Stage.Times.Total <= outcome.Stages[0].Times.Total
                    ? best
                    : (outcome.Stages[0], [.. tasks, .. recorder.Records(outcome)]),
                cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return best!.Value;
    }
}
