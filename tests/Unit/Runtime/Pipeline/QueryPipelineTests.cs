using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>The pipeline's estimates are those of <see cref="CutEstimator.Estimate"/>, bit for bit.</summary>
public sealed class QueryPipelineTests
{
    public static TheoryData<string, QueryMode, long, GradientMethod?> Cases
    {
        get
        {
            TheoryData<string, QueryMode, long, GradientMethod?> cases = [];
            foreach (long shots in (long[])[0, 1024])
            {
                foreach (GradientMethod? gradient in (GradientMethod?[])[null, GradientMethod.ParameterShift, GradientMethod.Adjoint])
                {
                    cases.Add("AABC", QueryMode.Lean, shots, gradient);
                    if (gradient != GradientMethod.Adjoint)
                    {
                        cases.Add("AB", QueryMode.Published, shots, gradient);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OnThreads_EstimatesAreTheEstimators_BitForBit(string labels, QueryMode mode, long shots, GradientMethod? gradient)
    {
        (CutEstimator estimator, BatchRequest request) = Case(labels, mode, shots, gradient);
        string expected = Bits(estimator.Estimate(request.Queries, request.Gradient));
        foreach (int count in (int[])[1, 8])
        {
            using var threads = new WorkerThreads(count);
            var workers = new Workers(new InProcessBackend(threads), count, new EagerPolicy(), threads.Schedulers[0]);
            BatchOutcome outcome = await new QueryPipeline(estimator, workers).Run(request).ToTask(TaskPoolScheduler.Default);
            Assert.Equal(expected, Bits(outcome.Estimates));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OnTheCallersThread_EstimatesAreTheEstimators_BitForBit(string labels, QueryMode mode, long shots, GradientMethod? gradient)
    {
        (CutEstimator estimator, BatchRequest request) = Case(labels, mode, shots, gradient);
        foreach (IScheduler scheduler in (IScheduler[])[ImmediateScheduler.Instance, CurrentThreadScheduler.Instance])
        {
            var workers = new Workers(new InProcessBackend(scheduler), 1, new EagerPolicy(), scheduler);
            BatchOutcome? outcome = null;
            using IDisposable subscription = new QueryPipeline(estimator, workers).Run(request).Subscribe(o => outcome = o);
            Assert.Equal(Bits(estimator.Estimate(request.Queries, request.Gradient)), Bits(outcome!.Estimates));
        }
    }

    /// <summary>Service times drawn for each batch scramble the order in which results arrive.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void InAnyOrderOfArrival_EstimatesAreTheEstimators_BitForBit(string labels, QueryMode mode, long shots, GradientMethod? gradient)
    {
        (CutEstimator estimator, BatchRequest request) = Case(labels, mode, shots, gradient);
        string expected = Bits(estimator.Estimate(request.Queries, request.Gradient));
        bool scrambled = false;
        for (ulong order = 0; order < 5; order++)
        {
            var scheduler = new HistoricalScheduler();
            ulong key = order;
            var backend = new ModelledBackend(
                job => TimeSpan.FromTicks(1 + (long)(1000 * new CounterRandom(1, key, (ulong)job.Index).NextDouble())), scheduler);
            var workers = new Workers(backend, 16, new EagerPolicy(), scheduler);
            BatchOutcome? outcome = null;
            using IDisposable subscription = new QueryPipeline(estimator, workers).Run(request).Subscribe(o => outcome = o);
            scheduler.Start();
            Assert.Equal(expected, Bits(outcome!.Estimates));
            scrambled |= backend.Answered.Zip(backend.Answered.Skip(1)).Any(pair => pair.Second != 0 && pair.Second < pair.First);
        }

        Assert.True(scrambled);
    }

    [Fact]
    public async Task Stages_CountWhatRan_AndTheirTimesFitTheTotal()
    {
        (CutEstimator estimator, BatchRequest request) = Case("AABC", QueryMode.Lean, 1024, GradientMethod.ParameterShift);
        using var threads = new WorkerThreads(1);
        var workers = new Workers(new InProcessBackend(threads), 1, new EagerPolicy(), threads.Schedulers[0]);
        BatchOutcome outcome = await new QueryPipeline(estimator, workers).Run(request).ToTask(TaskPoolScheduler.Default);
        Assert.Equal([BatchPurpose.Forward, BatchPurpose.Shift], outcome.Stages.Select(s => s.Purpose));
        Assert.Equal(request.Queries.Count, outcome.Stages[0].QueryCount);
        foreach (StageRecord stage in outcome.Stages)
        {
            Assert.Equal(1024 * stage.CircuitCount, stage.ShotCount);
            StageTimes times = stage.Times;
            Assert.True(times.Generate > TimeSpan.Zero && times.Execute > TimeSpan.Zero && times.Reconstruct > TimeSpan.Zero);

            // One worker: the stages do not overlap.
            Assert.True(times.Generate + times.Execute + times.Reconstruct <= times.Total);
        }
    }

    [Fact]
    public async Task AFault_ReachesTheSubscriber_AndThePipelineCanBeUsedAgain()
    {
        (CutEstimator estimator, BatchRequest request) = Case("AABC", QueryMode.Lean, 0, null);
        using var threads = new WorkerThreads(2);
        var pipeline = new QueryPipeline(estimator, new(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]));
        BatchRequest wrong = request with { Queries = [new(0, [double.NaN], [])] };
        await Assert.ThrowsAsync<CircuitException>(() => pipeline.Run(wrong).ToTask(TaskPoolScheduler.Default));
        Assert.Equal(
            Bits(estimator.Estimate(request.Queries)), Bits((await pipeline.Run(request).ToTask(TaskPoolScheduler.Default)).Estimates));
    }

    [Fact]
    public void Disposal_StopsWorkers_WithinTheTaskAtHand()
    {
        using var bothBusy = new CountdownEvent(2);
        using var release = new ManualResetEventSlim();
        int executed = 0;
        var run = new FakeRun(PassPurpose.Forward, 100)
        {
            OnExecute = () =>
            {
                Interlocked.Increment(ref executed);
                bothBusy.Signal();
                release.Wait();
            },
        };
        using var threads = new WorkerThreads(2);
        var workers = new Workers(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]);
        IDisposable subscription = new QueryPipeline(_ => new FakeBatch(run), workers)
            .Run(new BatchRequest(0, SmallCircuits.Queries(1)))
            .Subscribe();
        bothBusy.Wait();
        subscription.Dispose();
        release.Set();

        // After whatever the workers still have to do.
        using var idle = new CountdownEvent(2);
        foreach (IScheduler scheduler in threads.Schedulers)
        {
            scheduler.Schedule(() => idle.Signal());
        }

        idle.Wait();
        Assert.Equal(2, executed);
        Assert.Empty(run.Added);
    }

    [Fact]
    public void AnyNumberOfBatches_RunInsideOneSubscribe()
    {
        ImmediateScheduler scheduler = ImmediateScheduler.Instance;
        var pipeline = new QueryPipeline(
            _ => new FakeBatch(new FakeRun(PassPurpose.Forward, 1)), new(new InProcessBackend(scheduler), 1, new EagerPolicy(), scheduler));
        EstimatorQuery[] queries = SmallCircuits.Queries(1);
        int told = 0;
        using IDisposable subscription = pipeline
            .Run(Enumerable.Range(0, 50_000).Select(i => new BatchRequest(i, queries)))
            .Subscribe(o => Assert.Equal(told++, o.Request.Batch));
        Assert.Equal(50_000, told);
    }

    private static (CutEstimator Estimator, BatchRequest Request) Case(string labels, QueryMode mode, long shots, GradientMethod? gradient)
    {
        EstimatorSettings settings = new(shots == 0 ? ShotBudget.Exact : ShotBudget.Each(shots), Seed: 5, mode);
        EstimatorQuery[] queries = SmallCircuits.Queries(mode == QueryMode.Lean ? 70 : 3, labels.Length);
        GradientRequest? request = gradient is { } method
            ? new(method, GradientTargets.Weights | GradientTargets.Features, WithErrors: mode == QueryMode.Published)
            : null;
        return (new(SmallCircuits.Plan(labels), settings), new(0, queries, request));
    }

    private static string Bits(IReadOnlyList<Estimate> estimates) => string.Join('\n', estimates.Select(e => Convert.ToHexString(
        new[] { e.Value, e.StandardError }
            .Concat(e.Gradient is { } g ? [.. g.Weights, .. g.Features, .. g.WeightErrors ?? [], .. g.FeatureErrors ?? []] : [])
            .SelectMany(BitConverter.GetBytes)
            .ToArray())));
}
