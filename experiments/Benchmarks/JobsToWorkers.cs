using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using CutAwareQnn.RemoteWorkers;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does a job of 1 KB cost on its way to a worker and back, compared with a bare call of the engine that returns 1 KB? Over
/// loopback, with one and with 64 in flight; the worker returns what it is given.
/// </summary>
public class JobsToWorkers : IDisposable
{
    private const int Count = 2048;

    private readonly byte[] _job = new byte[1024];
    private readonly CancellationTokenSource _stop = new();
    private HubChannel _hub = null!;
    private HubLink _link = null!;
    private Task _worker = null!;

    [Params(1, 64)]
    public int InFlight { get; set; }

    [GlobalSetup]
    public async Task Prepare()
    {
        _hub = await HubChannel.Listen(new(new(IPAddress.Loopback, 0)));
        var settings = new WorkerSettings("127.0.0.1", _hub.Endpoint.Port) { Slots = InFlight };
        _worker = new HubWorker(settings, new Echo()).Run(_stop.Token);
        _hub.Publish("plan", _job);
        if ((await Jobs()).Length != Count)
        {
            throw new InvalidOperationException("jobs got lost");
        }

        // One that takes no jobs: a worker of no width.
        _link = await HubLink.Open(settings with { Width = 0 }, null, Guid.Empty, [], default)
            ?? throw new InvalidOperationException("no link");
    }

    [GlobalCleanup]
    public async Task End()
    {
        await _stop.CancelAsync();
        await _worker;
        await _link.DisposeAsync();
        await _hub.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public Task<byte[]?[]> BareCalls() => Observable.Range(0, Count)
        .Select(_ => Observable.FromAsync(() => _link.Hub.Plan("plan")))
        .Merge(InFlight)
        .ToArray()
        .ToTask();

    [Benchmark(OperationsPerInvoke = Count)]
    public Task<WorkEvent[]> Jobs() => Observable.Range(0, Count)
        .Select(i => _hub.Send(new(Guid.Empty, 0, 0, 0, i, 1), new(1), _job).LastAsync())
        .Merge(InFlight)
        .ToArray()
        .ToTask();

    private sealed class Echo : IJobRunner
    {
        public Task<ReadOnlyMemory<byte>> Run(
            ReadOnlyMemory<byte> job, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel) =>
            Task.FromResult(job);
    }
}
