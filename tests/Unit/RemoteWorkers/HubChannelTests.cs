using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.RemoteWorkers;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.RemoteWorkers;

/// <summary>The hub and its workers over real sockets.</summary>
public sealed class HubChannelTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task JobsReachTheirAnswers_AndPlansAreFetched()
    {
        await using HubChannel hub = await HubChannel.Listen(Loopback);
        using var stop = new CancellationTokenSource();
        Task worker = new HubWorker(new("127.0.0.1", hub.Endpoint.Port) { Slots = 3 }, new ToyRunner()).Run(stop.Token);
        hub.Publish("p", new byte[] { 11, 12 });

        byte[][] answers = await Observable.Range(0, 200)
            .SelectMany(i => Answer(hub, i, [10, 0, (byte)i])).ToArray().ToTask().WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (byte)i), answers.Select(a => a[0]).Order());
        Assert.Equal([11, 12], await Answer(hub, 1000, [4]).ToTask().WaitAsync(Limit));
        byte[] large = new byte[9_000_000];
        large[0] = 3;
        Assert.Equal(3, (await Answer(hub, 1001, large).ToTask().WaitAsync(Limit))[^1]);

        BackendException damaged = await Assert.ThrowsAsync<BackendException>(() => Answer(hub, 1002, [2]).ToTask().WaitAsync(Limit));
        Assert.EndsWith(": the job is damaged", damaged.Message, StringComparison.Ordinal);
        Assert.False(damaged.IsFailure);
        BackendException fault = await Assert.ThrowsAsync<BackendException>(() => Answer(hub, 1003, [3]).ToTask().WaitAsync(Limit));
        Assert.EndsWith(": a fault of the worker: a fault", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsFailure);
        await Assert.ThrowsAsync<BackendException>(() => Answer(hub, 1004, new byte[HubChannel.MaxBytes + 1]).ToTask().WaitAsync(Limit));

        Task<WorkerChange> left = hub.Workers.FirstAsync(w => !w.IsPresent).ToTask();
        await stop.CancelAsync();
        await worker.WaitAsync(Limit);
        await left.WaitAsync(Limit);
    }

    [Fact]
    public async Task AWorkerThatEnds_HandsBack_AndAnotherThatJoinsLateGoesOn()
    {
        await using HubChannel hub = await HubChannel.Listen(Loopback);
        using var stop = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var runner = new ToyRunner();
        var second = new ToyRunner();
        second.Release.SetResult();
        Task first = new HubWorker(new("localhost", hub.Endpoint.Port) { Name = "first" }, runner).Run(stop.Token);
        var hosts = new List<string>();
        Task<WorkEvent> answered = hub.Send(Key(0), new(1), new byte[] { 5 })
            .Do(e => hosts.Add((e as WorkEvent.Started)?.Host ?? ""))
            .LastAsync().ToTask();
        await hub.Workers.FirstAsync(w => w.IsPresent).ToTask().WaitAsync(Limit);
        await Wait(() => runner.Count == 1);
        await stop.CancelAsync();
        await first.WaitAsync(Limit);
        Task late = new HubWorker(new("127.0.0.1", hub.Endpoint.Port) { Name = "second" }, second).Run(stopSecond.Token);
        Assert.Equal([5], ((WorkEvent.Answer)await answered.WaitAsync(Limit)).Result.ToArray());
        Assert.Equal(["first", "second", ""], hosts);
        await stopSecond.CancelAsync();
        await late.WaitAsync(Limit);
    }

    [Fact]
    public async Task AWorkerOutlivesItsHub_AndServesTheNext()
    {
        HubChannel hub = await HubChannel.Listen(Loopback);
        IPEndPoint endpoint = hub.Endpoint;
        using var stop = new CancellationTokenSource();
        var runner = new ToyRunner();
        Task worker = new HubWorker(new("127.0.0.1", endpoint.Port), runner).Run(stop.Token);
        Task<byte[]> open = Answer(hub, 0, [1]).ToTask();
        await Wait(() => runner.Count == 1);
        await hub.DisposeAsync();
        await Assert.ThrowsAsync<BackendException>(() => open);
        await using HubChannel next = await HubChannel.Listen(new(endpoint));
        Assert.Equal([8, 7], await Answer(next, 1, [7, 8]).ToTask().WaitAsync(Limit));
        await stop.CancelAsync();
        await worker.WaitAsync(Limit);
    }

    [Fact]
    public async Task AWorkerOfAnotherVersion_IsRefusedOnBothSides()
    {
        var notices = new List<string>();
        await using HubChannel hub = await HubChannel.Listen(Loopback with { Notice = notices.Add });
        BackendException refused = await Assert.ThrowsAsync<BackendException>(() =>
            new HubWorker(new("127.0.0.1", hub.Endpoint.Port) { Name = "old", Protocol = 0 }, new ToyRunner())
                .Run(default).WaitAsync(Limit));
        Assert.Contains(
            "the worker speaks version 0 of the protocol and the coordinator version 1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["refused worker old: it speaks version 0 of the protocol, and this is version 1"], notices);
    }

    [Fact]
    public async Task AnAddressThatIsTaken_OrOpenToOthers_IsRefused()
    {
        await using HubChannel hub = await HubChannel.Listen(Loopback);
        BackendException taken = await Assert.ThrowsAsync<BackendException>(() => HubChannel.Listen(new(hub.Endpoint)));
        Assert.Contains("is in use by another program", taken.Message, StringComparison.Ordinal);
        BackendException open = Assert.Throws<BackendException>(() => HubSettings.Parse("listen=0.0.0.0:7070"));
        Assert.Contains("there are no certificates", open.Message, StringComparison.Ordinal);
        Assert.Equal(new(new(IPAddress.IPv6Loopback, 7070)), HubSettings.Parse("listen=[::1]:7070"));
        string[] refused =
        [
            "", "listen", "listen=", "listen=1", "listen=127.0.0.1:70000", "listen=127.0.0.1:1,listen=127.0.0.1:1", "certificates=x", "x=1",
        ];
        foreach (string bad in refused)
        {
            Assert.Contains(
                "give workers:listen=ADDRESS:PORT",
                Assert.Throws<BackendException>(() => HubSettings.Parse(bad)).Message,
                StringComparison.Ordinal);
        }
    }

    internal static HubSettings Loopback { get; } = new(new(IPAddress.Loopback, 0));

    internal static IObservable<byte[]> Answer(HubChannel hub, int index, byte[] job) =>
        hub.Send(Key(index), new(1), job).OfType<WorkEvent.Answer>().Select(a => a.Result.ToArray());

    private static JobKey Key(int index) => new(Guid.Empty, 0, 0, 0, index, 1);

    private static async Task Wait(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
