using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>rq3: how much stragglers slow a batch of queries down, under every policy, and what helps.</summary>
/// <remarks>
/// The same seed holds the same batches of subexperiments up for as long, under every policy and mitigation, here and in virtual time.
/// </remarks>
internal sealed class StragglerQuestion(StragglerSettings settings) : ISweepQuestion
{
    private const string Eager = "eager";
    private const string FittedOn = "AABC";

    public string Name => "rq3";

    public object Settings => settings;

    public Type DocumentType => typeof(StragglerDocument);

    public int StepCount => settings.Partitions.Count * (settings.Policies.Count + (settings.Virtual ? 1 : 2));

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        (ServiceTimes times, string source) = await TimesAsync(cancellationToken).ConfigureAwait(false);
        List<StragglerRow> rows = [];
        List<SensitivityRow> sensitivity = [];
        List<MeasuredStragglers> measured = [];
        foreach (string partition in settings.Partitions)
        {
            StudyBatch[] batches = [.. Enumerable.Range(1, settings.Seeds).Select(
                seed => StudyBatch.Of(partition, settings.Queries, new(ShotBudget.Each(settings.Shots), (ulong)seed)))];
            foreach (string policy in settings.Policies)
            {
                onStep($"{Name} {partition} {policy}");
                rows.AddRange(Rows(batches, times, policy, cancellationToken));
            }

            onStep($"{Name} {partition} with more to reconstruct");
            sensitivity.AddRange(Sensitivity(batches, times, cancellationToken));
            if (!settings.Virtual)
            {
                onStep($"{Name} {partition} here");
                measured.AddRange(await StragglersHere.RunAsync(batches, times, cancellationToken).ConfigureAwait(false));
            }
        }

        return new StragglerDocument(
            Name, settings, times, source, rows, sensitivity, SensitivityFinding.Of(sensitivity), measured, PublishedFigures.Of(Name));
    }

    private async Task<(ServiceTimes Times, string Source)> TimesAsync(CancellationToken cancellationToken)
    {
        (ServiceTimes times, string source) = settings switch
        {
            { Fit: { } folder } => (ServiceTimesFit.Of(RunLog.Read(folder)), $"fitted to the log in {folder}"),
            { Virtual: true } => (ServiceTimes.Default, "round numbers, to compare schedules"),
            _ => (ServiceTimesFit.Of((await MeasuredBatch.RunAsync(
                StudyBatch.Of(FittedOn, settings.Queries, new(ShotBudget.Each(settings.Shots), 1)), 1, new EagerPolicy(), cancellationToken)
                .ConfigureAwait(false)).Log), $"fitted to {FittedOn} on one worker here"),
        };
        return (times with { QueueSeconds = settings.QueueSeconds, ShotSeconds = settings.ShotSeconds }, source);
    }

    private IEnumerable<StragglerRow> Rows(StudyBatch[] batches, ServiceTimes times, string policy, CancellationToken cancellationToken)
    {
        // Twice, because an adaptive policy decides by what it has seen.
        StragglerRun[] undisturbed =
            [.. batches.Select(b => Run(b, times, policy, ExecutionSettings.Default, Run(b, times, policy, ExecutionSettings.Default)))];
        double time = MedianTime(undisturbed);
        foreach (StragglerKind kind in StragglerKind.All)
        {
            foreach (Mitigation mitigation in Mitigation.All)
            {
                cancellationToken.ThrowIfCancellationRequested();
                StragglerRun[] runs = [.. batches.Zip(undisturbed, (batch, plain) => Run(
                    batch, times, policy, mitigation.Settings(plain.Time) with { Stragglers = kind.Of(batch.Settings.Seed) }, plain))];
                yield return new(
                    batches[0].Partition,
                    batches[0].CutCount,
                    policy,
                    kind,
                    mitigation.Name,
                    time,
                    BootstrapInterval.Of([.. runs.Zip(undisturbed, (run, plain) => run.Over(plain))]),
                    BootstrapInterval.Of([.. runs.Zip(undisturbed, (run, plain) => run.ErrorOver(plain))]).Median,
                    runs.Sum(r => r.Stage.Incidents.Incomplete));
            }
        }
    }

    // The same work to execute, with folding made so slow that reconstruction has a given share on one worker.
    private IEnumerable<SensitivityRow> Sensitivity(StudyBatch[] batches, ServiceTimes times, CancellationToken cancellationToken)
    {
        StageTimes single = StragglerRun.Virtual(batches[0], 1, times, Eager, ExecutionSettings.Default).Stage.Times;
        TimeSpan execution = single.Execute / batches[0].TaskCount();
        double own = single.Reconstruct / (single.Execute + single.Reconstruct);
        foreach (double share in SensitivityRow.Shares(batches[0].CutCount).Where(s => s > own).Prepend(own))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ServiceTimes weighed = share == own
                ? times
                : times with { FoldSeconds = share / (1 - share) * execution.TotalSeconds, ValueSeconds = 0 };
            StragglerRun[] undisturbed = [.. batches.Select(b => Run(b, weighed, Eager, ExecutionSettings.Default))];
            foreach (StragglerKind kind in StragglerKind.All)
            {
                yield return new(
                    batches[0].Partition,
                    batches[0].CutCount,
                    share,
                    kind,
                    MedianTime(undisturbed),
                    BootstrapInterval.Of([.. batches.Zip(undisturbed, (b, plain) => Run(
                        b, weighed, Eager, new() { Stragglers = kind.Of(b.Settings.Seed) }).Over(plain))]));
            }
        }
    }

    private static double MedianTime(StragglerRun[] runs) => BootstrapInterval.Of([.. runs.Select(r => r.Time.TotalSeconds)]).Median;

    private StragglerRun Run(
        StudyBatch batch, ServiceTimes times, string policy, ExecutionSettings execution, StragglerRun? before = null) =>
        StragglerRun.Virtual(batch, settings.Workers, times, policy, execution, before);
}
