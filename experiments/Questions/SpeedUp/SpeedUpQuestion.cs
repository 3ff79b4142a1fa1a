using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>rq2: how a batch of queries speeds up with workers, and which share of its time is reconstruction.</summary>
/// <param name="settings">The settings of the question.</param>
/// <param name="shots">Of each circuit; the settings contain it as text.</param>
/// <param name="execution">In virtual time: what may go wrong, and what is done about it; the settings contain it as text.</param>
internal sealed class SpeedUpQuestion(SpeedUpSettings settings, ShotBudget shots, ExecutionSettings execution) : ISweepQuestion
{
    // Service times are fitted on the first: its fragments differ in size and number of circuits.
    private static readonly string[] Partitions = ["AABC", "AABB", "ABCD"];
    private static readonly int[] WorkersHere = [1, 2];

    public string Name => "rq2";

    public object Settings => settings;

    public Type DocumentType => typeof(SpeedUpDocument);

    public int StepCount => Partitions.Length * ((settings.Virtual ? 0 : WorkersHere.Length) + 1);

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        var estimator = new EstimatorSettings(shots, settings.Seed);
        StudyBatch[] batches = [.. Partitions.Select(p => StudyBatch.Of(p, settings.Queries, estimator))];
        (ServiceTimes times, string source) = settings.Fit is { } folder
            ? (ServiceTimesFit.Of(RunLog.Read(folder)), $"fitted to the log in {folder}")
            : (ServiceTimes.Default, "round numbers, to compare schedules");
        List<PredictionPoint> measured = [];
        if (!settings.Virtual)
        {
            (measured, times) = await MeasureAsync(batches, onStep, cancellationToken).ConfigureAwait(false);
            source = $"fitted to {Partitions[0]} on one worker here";
        }

        times = times with { QueueSeconds = settings.QueueSeconds, ShotSeconds = settings.ShotSeconds };
        List<SpeedUpPoint> points = [];
        foreach (StudyBatch batch in batches.OrderBy(b => b.CutCount))
        {
            onStep($"{Name} virtual {batch.Partition}");
            points.AddRange(Virtual(batch, times, cancellationToken));
        }

        return new SpeedUpDocument(
            Name,
            settings,
            settings.Policy,
            times,
            source,
            points,
            [.. measured.OrderBy(p => p.Cuts)],
            ShareRow.Of(settings.Queries, points, measured),
            PublishedFigures.FieldTool,
            PublishedFigures.Of(Name));
    }

    // Each partition at 1 and 2 workers: under the given policy, but for the one that is fitted, which is run eagerly.
    private async Task<(List<PredictionPoint> Points, ServiceTimes Times)> MeasureAsync(
        StudyBatch[] batches, Action<string> onStep, CancellationToken cancellationToken)
    {
        List<PredictionPoint> points = [];
        ServiceTimes? times = null;
        foreach (StudyBatch batch in batches)
        {
            foreach (int workers in WorkersHere)
            {
                onStep($"{Name} {batch.Partition} on {workers} here");
                IDispatchPolicy policy = times is null ? new EagerPolicy() : DispatchPolicies.Parse(settings.Policy);
                MeasuredBatch best = await MeasuredBatch.RunAsync(batch, workers, policy, cancellationToken).ConfigureAwait(false);
                times ??= ServiceTimesFit.Of(best.Log);
                BatchOutcome predicted = VirtualBatch.Of(batch.Estimator, batch.Request, workers, times, policy, ExecutionSettings.Default);
                StageTimes spent = best.Stage.Times;
                points.Add(new(
                    batch.Partition,
                    batch.CutCount,
                    workers,
                    DispatchPolicies.Text(policy),
                    spent.Total.TotalSeconds,
                    predicted.Stages[0].Times.Total.TotalSeconds,
                    spent.Reconstruct / (spent.Execute + spent.Reconstruct)));
            }
        }

        return (points, times!);
    }

    private IEnumerable<SpeedUpPoint> Virtual(StudyBatch batch, ServiceTimes times, CancellationToken cancellationToken)
    {
        StageTimes? single = null;
        for (int workers = 1; workers <= settings.MaxWorkers; workers *= 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            BatchOutcome outcome = VirtualBatch.Of(
                batch.Estimator, batch.Request, workers, times, DispatchPolicies.Parse(settings.Policy), execution);
            single ??= outcome.Stages[0].Times;
            yield return SpeedUpPoint.Of(batch.Partition, batch.CutCount, workers, single.Value, outcome.Stages[0]);
        }
    }
}
