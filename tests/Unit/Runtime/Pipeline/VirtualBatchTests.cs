using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

[Trait("Tier", "slow")]
public sealed class VirtualBatchTests
{
    private static readonly ServiceTimes Times = new(1e-5, 1e-9, 1e-7, 2e-6, 1e-8, 3e-6);

    /// <summary>
    /// Every policy, worker count, straggler and copy gives the estimator's bits; the same run takes the same time again.
    /// </summary>
    [Fact]
    public void AnyRun_GivesTheEstimatorsBits_AndTheSameTimesAgain()
    {
        (CutEstimator estimator, BatchRequest request) = Case(new(GradientMethod.ParameterShift, GradientTargets.Weights));
        string expected = Bits(estimator.Estimate(request.Queries, request.Gradient));
        foreach (string policy in DispatchPolicies.Names)
        {
            foreach (int workers in (int[])[1, 7, 4096])
            {
                var settings = new ExecutionSettings
                {
                    Stragglers = new(0.2, TimeSpan.FromMilliseconds(5), 1.5, 3),
                    Speculation = Speculation.Default,
                };
                BatchOutcome first = VirtualBatch.Of(estimator, request, workers, Times, DispatchPolicies.Parse(policy), settings);
                BatchOutcome second = VirtualBatch.Of(estimator, request, workers, Times, DispatchPolicies.Parse(policy), settings);
                Assert.Equal(expected, Bits(first.Estimates));
                Assert.Equal(first.Stages, second.Stages);
                Assert.True(first.Stages.Sum(s => s.Incidents.Stragglers) > 0);
            }
        }
    }

    /// <summary>One worker: the stages add up, and each is what the model predicts.</summary>
    [Fact]
    public void OnOneWorker_TheStagesAreTheModels()
    {
        (CutEstimator estimator, BatchRequest request) = Case(null);
        Passes passes = estimator.Start(request.Queries, null);
        var jobs = passes.InOrder().First().Generate();
        StageTimes times = VirtualBatch.Of(estimator, request, 1, Times, new EagerPolicy(), new()).Stages[0].Times;
        Assert.Equal(Times.Generation(jobs.Count), times.Generate);
        Assert.Equal(new TimeSpan(jobs.Sum(b => Times.Execution(b).Ticks)), times.Execute);
        Assert.Equal(new TimeSpan(jobs.Sum(b => Times.Fold(b).Ticks)), times.Reconstruct);
        Assert.Equal(times.Generate + times.Execute + times.Reconstruct, times.Total);
    }

    /// <summary>No run is faster than generation, then the larger of its share of all work and of all folding.</summary>
    [Fact]
    public void SpeedUp_StaysBelowItsBound()
    {
        (CutEstimator estimator, BatchRequest request) = Case(null);
        StageTimes single = VirtualBatch.Of(estimator, request, 1, Times, new LongestFirstPolicy(), new()).Stages[0].Times;
        for (int workers = 1; workers <= 64; workers *= 2)
        {
            TimeSpan total = VirtualBatch.Of(estimator, request, workers, Times, new LongestFirstPolicy(), new()).Stages[0].Times.Total;
            TimeSpan parallel = (single.Execute + single.Reconstruct) / workers;
            Assert.True(
                total >= single.Generate + (parallel > single.Reconstruct ? parallel : single.Reconstruct) - TimeSpan.FromTicks(10));
        }
    }

    /// <summary>A log made by the model is fitted by the model: columns and times of a virtual run, rounded to 100 ns.</summary>
    [Fact]
    public void AFit_FindsTheTimesThatMadeTheLog()
    {
        (CutEstimator estimator, BatchRequest request) = Case(new(GradientMethod.ParameterShift, GradientTargets.Weights));
        List<LogRecord> log = [];
        var scheduler = new System.Reactive.Concurrency.HistoricalScheduler();
        var workers = new Workers(new VirtualBackend(Times, scheduler, 1), 1, new EagerPolicy(), scheduler)
        {
            Model = Times,
            OnJob = report => log.Add(JobRecord.Of("run", report)),
        };
        var recorder = new BatchRecorder("run", new(estimator.Plan, new(ShotBudget.Each(1024))), workers);
        using IDisposable subscription =
            new QueryPipeline(estimator, workers).Run(request).Subscribe(o => log.AddRange(recorder.Records(o)));
        scheduler.Start();
        ServiceTimes fitted = ServiceTimesFit.Of(log);
        StageTimes expected = Total(VirtualBatch.Of(estimator, request, 3, Times, new EagerPolicy(), new()));
        StageTimes found = Total(VirtualBatch.Of(estimator, request, 3, fitted, new EagerPolicy(), new()));
        Assert.Equal(1, found.Total / expected.Total, 0.01);
        Assert.Equal(1, found.Reconstruct / expected.Reconstruct, 0.01);
        Assert.Throws<BackendException>(() => ServiceTimesFit.Of(log.Where(r => r is not JobRecord)));
    }

    private static StageTimes Total(BatchOutcome outcome) => outcome.Stages.Aggregate(default(StageTimes), (sum, s) => sum + s.Times);

    private static (CutEstimator Estimator, BatchRequest Request) Case(GradientRequest? gradient) => (
        new(SmallCircuits.Plan("AABC"), new(ShotBudget.Each(1024), Seed: 5)), new(0, SmallCircuits.Queries(300, 4), gradient));

    private static string Bits(IReadOnlyList<Estimate> estimates) => string.Join(
        ' ',
        estimates.SelectMany(e => (double[])[e.Value, e.StandardError, .. e.Gradient?.Weights ?? []])
            .Select(BitConverter.DoubleToInt64Bits));
}
