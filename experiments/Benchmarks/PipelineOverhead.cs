using System.Reactive.Concurrency;
using BenchmarkDotNet.Attributes;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does the pipeline cost a batch of subexperiments? A pass of 1,000 batches that do nothing: executed in a loop, and by the pipeline
/// on the caller's thread and on one worker's. Time per batch.
/// </summary>
public class PipelineOverhead : IDisposable
{
    private const int BatchCount = 1000;

    private static readonly BatchRequest Request = new(0, [new(0, [], [])]);

    private readonly WorkerThreads _threads = new(1);
    private QueryPipeline _inline = null!;
    private QueryPipeline _threaded = null!;
    private QueryPipeline _guarded = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _inline = new(
            _ => new Idle(), new(new InProcessBackend(ImmediateScheduler.Instance), 1, new EagerPolicy(), ImmediateScheduler.Instance));
        _threaded = new(_ => new Idle(), new(new InProcessBackend(_threads), 1, new EagerPolicy(), _threads.Schedulers[0]));
        var settings = new ExecutionSettings
        {
            Stragglers = new(1e-9, TimeSpan.FromSeconds(1), null, 1),
            Retries = new(3),
            Speculation = Speculation.Default,
        };
        _guarded = new(
            _ => new Idle(),
            new(new InProcessBackend(ImmediateScheduler.Instance), 1, new EagerPolicy(), ImmediateScheduler.Instance, settings));
        if (Inline() != BatchCount || OnAThread() != BatchCount || Guarded() != BatchCount)
        {
            throw new InvalidOperationException("a batch was lost");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _threads.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BatchCount)]
    public double Loop()
    {
        var run = new IdleRun();
        foreach (Job job in run.Generate())
        {
            run.Add(job.Execute());
        }

        run.Complete();
        return run.Count;
    }

    [Benchmark(OperationsPerInvoke = BatchCount)]
    public double Inline() => Value(_inline);

    [Benchmark(OperationsPerInvoke = BatchCount)]
    public double OnAThread() => Value(_threaded);

    /// <summary>With straggler draws, retries and speculative copies at the ready.</summary>
    [Benchmark(OperationsPerInvoke = BatchCount)]
    public double Guarded() => Value(_guarded);

    private static double Value(QueryPipeline pipeline)
    {
        using var done = new ManualResetEventSlim();
        double value = 0;
        using IDisposable subscription = pipeline.Run(Request).Subscribe(o => value = o.Estimates[0].Value, done.Set);
        done.Wait();
        return value;
    }

    private sealed class Idle : Passes
    {
        private readonly IdleRun _run = new();

        public override IEnumerable<Pass> InOrder() => [_run];

        public override IReadOnlyList<Estimate> Estimates() => [new(_run.Count, 0)];
    }

    private sealed class IdleRun : Pass
    {
        public override PassPurpose Purpose => PassPurpose.Forward;

        public override long QueryCount => 1;

        public int Count { get; private set; }

        public override IReadOnlyList<Job> Generate() => [.. Enumerable.Range(0, BatchCount).Select(i => new Nothing(i))];

        public override void Add(JobResult result) => Count++;

        public override void Complete()
        {
        }
    }

    private sealed class Nothing(int index) : Job(index)
    {
        public override long CircuitCount => 1;

        public override long ShotCount => 0;

        public override int ResultLength => 0;

        public override JobResult Execute() => new(Index, []);
    }
}
