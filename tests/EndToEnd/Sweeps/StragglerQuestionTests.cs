using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>rq3's figures against their known values: on one worker nothing overlaps.</summary>
public sealed class StragglerQuestionTests
{
    private static readonly StragglerSettings OneWorker = new()
    {
        Virtual = true,
        Partitions = ["AABC"],
        Policies = ["eager"],
        Seeds = 1,
        Workers = 1,
        Queries = 64,
        Shots = 64,
    };

    [Fact]
    public async Task OnOneWorker_EveryDelayAddsToTheTime()
    {
        StragglerDocument document = await AnswerAsync();
        var batch = StudyBatch.Of("AABC", 64, new(ShotBudget.Each(64), 1));
        Job[] shares = [.. batch.Estimator.Start(batch.Queries, null).InOrder().First().Generate()];
        ServiceTimes times = document.ServiceTimes;
        double undisturbed = (times.Generation(shares.Length) + Sum(b => times.Execution(b) + times.Fold(b))).TotalSeconds;
        foreach (StragglerRow row in document.Rows.Where(r => r.Mitigation == "none"))
        {
            Stragglers stragglers = row.Stragglers.Of(seed: 1);
            double held = Sum(b => stragglers.DelayOf(new(b, Batch: 0, Pass: 0, Attempt: 0))).TotalSeconds;
            Assert.Equal(undisturbed, row.UndisturbedSeconds, 1e-12);
            Assert.Equal((undisturbed + held) / undisturbed, row.Slowdown.Median, 1e-12);
        }

        TimeSpan Sum(Func<Job, TimeSpan> time) => new(shares.Sum(b => time(b).Ticks));
    }

    /// <summary>Execution E stays, so generation and E/(1 - s) is the time at share s. Folds are rounded to 100 ns.</summary>
    [Fact]
    public async Task OnOneWorker_TheSharesAreThoseAskedFor()
    {
        StragglerDocument document = await AnswerAsync();
        double generation = document.ServiceTimes.GenerateSeconds * 6;
        SensitivityRow[] rows = [.. document.Sensitivity.DistinctBy(r => r.ReconstructionShare)];
        Assert.Equal([0.25, 0.489, 0.75], rows.Skip(1).Select(r => r.ReconstructionShare));
        double[] executions = [.. rows.Select(r => (r.UndisturbedSeconds - generation) * (1 - r.ReconstructionShare))];
        Assert.All(executions, e => Assert.Equal(executions[0], e, 1e-6));

        // Nothing hides a delay from one worker, so what it adds is the same at every share.
        foreach (var kind in document.Sensitivity.GroupBy(r => r.Stragglers))
        {
            double[] added = [.. kind.Select(r => (r.Slowdown.Median - 1) * r.UndisturbedSeconds)];
            Assert.All(added, a => Assert.Equal(added[0], a, 1e-9));
        }
    }

    private static async Task<StragglerDocument> AnswerAsync() =>
        (StragglerDocument)await new StragglerQuestion(OneWorker).AnswerAsync(_ => { }, CancellationToken.None);
}
