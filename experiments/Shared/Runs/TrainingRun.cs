using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>One training run, from its first query to the summary in its folder.</summary>
/// <param name="Training">What is trained, and how.</param>
/// <param name="Test">The test part.</param>
/// <param name="Stages">The plans, one per observable.</param>
/// <param name="Settings">How queries are run.</param>
/// <param name="Magnitudes">Of the disturbances after the training; null for none.</param>
internal sealed record TrainingRun(
    Training Training,
    IReadOnlyList<LabelledSample> Test,
    IReadOnlyList<PartitionStage> Stages,
    EstimatorSettings Settings,
    double[]? Magnitudes)
{
    /// <summary>The least time between two checkpoints.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TrainingLog.DefaultCheckpointEvery;

    /// <summary>What a line of the log is about: batch, query or task.</summary>
    public string LogDetail { get; init; } = "batch";

    /// <summary>Runs, or goes on.</summary>
    /// <param name="opened">The run's folder; closed after the run.</param>
    /// <param name="from">Where the run continues; null for its beginning.</param>
    /// <param name="workers">Who execute.</param>
    /// <param name="onProgress">Called after each step and evaluation.</param>
    /// <param name="cancellationToken">Stops the run; what is logged stays.</param>
    public async Task<RunSummary> RunAsync(
        RunFolder opened, Checkpoint? from, Workers workers, Action<TrainingProgress> onProgress, CancellationToken cancellationToken)
    {
        CutEstimator[] estimators = [.. Stages.Select(s => s.Estimator)];
        using RunFolder folder = opened;
        if (LogDetail == "task")
        {
            workers.OnJob = report => folder.Log.Write(JobRecord.Of(folder.Run, report));
        }

        var pipeline = new TrainingPipeline(
            new(request => ObservableEstimators.Start(estimators, request.Queries, request.Gradient), workers)
            {
                IsQueryByQuery = LogDetail == "query",
            },
            Training,
            Test);
        var log = new TrainingLog(folder, new BatchRecorder(folder.Run, new(estimators[0].Plan, Settings), workers), workers.Scheduler)
        {
            CheckpointEvery = CheckpointEvery,
        };
        if (from is not null)
        {
            log.Resume(from);
        }

        try
        {
            await LocalWorkers.RunAsync(
                from is null ? pipeline.Start(TimeSpan.FromTicks(Stages.Sum(s => s.Time.Ticks))) : pipeline.Continue(from),
                progress =>
                {
                    log.Record(progress);
                    onProgress(progress);
                },
                cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (LogDetail != "task")
        {
            // Lines of tasks may be of a step that is not taken: the checkpoint before has none of those.
            log.Checkpoint();
            throw;
        }

        log.Checkpoint();
        RunSummary summary = log.Summary();
        if (Magnitudes is not null)
        {
            summary = summary with { Robustness = Robust(estimators, [.. summary.Weights], Magnitudes, cancellationToken) };
        }

        folder.WriteSummary(summary, ReportJson.Default.RunSummary);
        return summary;
    }

    // Attacked with exact derivatives, classified as in the run.
    private Robustness Robust(
        CutEstimator[] estimators, double[] weights, double[] magnitudes, CancellationToken cancellationToken) => Robustness.Measure(
        Training.Model,
        weights,
        Test,
        Training.Settings.Loss,
        [Attack.Gaussian, Attack.FastGradientSign],
        magnitudes,
        new ObservableEstimators([.. estimators.Select(e => new CutEstimator(e.Plan, new(ShotBudget.Exact)))]),
        new ObservableEstimators(estimators),
        Training.Settings.Seed,
        besides: [Attack.ProjectedGradient()],
        cancellationToken);
}
