using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>One training run, from its first query to the summary in its folder.</summary>
/// <param name="Training">What is trained, and how.</param>
/// <param name="Test">The test part.</param>
/// <param name="Stages">The plans, one an observable.</param>
/// <param name="Settings">How queries are run.</param>
/// <param name="Magnitudes">Of the disturbances behind the training; null for none.</param>
internal sealed record TrainingRun(
    Training Training,
    IReadOnlyList<LabelledSample> Test,
    IReadOnlyList<PartitionStage> Stages,
    EstimatorSettings Settings,
    double[]? Magnitudes)
{
    public async Task<RunSummary> RunAsync(
        string path, TrainConfig config, Workers workers, Action<TrainingProgress> onProgress, CancellationToken cancellationToken)
    {
        CutEstimator[] estimators = [.. Stages.Select(s => s.Estimator)];
        using RunFolder folder = RunFolder.Create(path, config, ReportJson.Default.TrainConfig);
        var pipeline = new QueryPipeline(
            request => ObservableEstimators.Start(estimators, request.Queries, request.Gradient), workers);
        var log = new TrainingLog(folder, new BatchRecorder(folder.Run, new(estimators[0].Plan, Settings), workers), workers.Scheduler);
        await LocalWorkers.RunAsync(
            new TrainingPipeline(pipeline, Training, Test).Start(TimeSpan.FromTicks(Stages.Sum(s => s.Time.Ticks))),
            progress =>
            {
                log.Record(progress);
                onProgress(progress);
            },
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        RunSummary summary = log.Summary();
        if (Magnitudes is not null)
        {
            summary = summary with { Robustness = Robust(estimators, [.. summary.Weights], Magnitudes) };
        }

        folder.WriteSummary(summary, ReportJson.Default.RunSummary);
        return summary;
    }

    // Attacked with exact derivatives, classified as in the run.
    private Robustness Robust(CutEstimator[] estimators, double[] weights, double[] magnitudes) => Robustness.Measure(
        Training.Model,
        weights,
        Test,
        Training.Settings.Loss,
        [Attack.Gaussian, Attack.FastGradientSign],
        magnitudes,
        new ObservableEstimators([.. estimators.Select(e => new CutEstimator(e.Plan, new(ShotBudget.Exact)))]),
        new ObservableEstimators(estimators),
        Training.Settings.Seed,
        besides: [Attack.ProjectedGradient()]);
}
