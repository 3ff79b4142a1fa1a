using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Workers on other machines as the workers of a run.</summary>
internal static class RemoteWorkers
{
    // Two jobs in flight per slot: one runs, the next is there when it ends.
    private const int LanesPerSlot = 2;

    /// <summary>The engine, or what stands in for it.</summary>
#if WORKERS
    public static IRemotePart Part { get; } = new RemotePart();
#else
    public static IRemotePart Part { get; } = new NoRemotePart();
#endif

    /// <summary>Returns the settings of the hub that a backend names; null where it names another backend.</summary>
    public static string? Settings(string backend) =>
        backend == "workers" ? "" : backend.StartsWith("workers:", StringComparison.Ordinal) ? backend["workers:".Length..] : null;

    /// <summary>Opens a hub and waits for workers.</summary>
    /// <param name="settings">The settings of the hub.</param>
    /// <param name="lanes">The most jobs in flight; null for two per slot of those that have joined.</param>
    /// <param name="least">Workers to wait for; null for none.</param>
    /// <param name="policy">The order of dispatch.</param>
    /// <param name="execution">What may go wrong, and what is done about it.</param>
    /// <param name="error">Where joins and losses are told.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<LocalWorkers> OpenAsync(
        string settings,
        int? lanes,
        int? least,
        IDispatchPolicy policy,
        ExecutionSettings execution,
        TextWriter error,
        CancellationToken cancellationToken)
    {
        Action<string> notice = Notice(error);
        IWorkChannel channel = await Part.ListenAsync(settings, notice, cancellationToken).ConfigureAwait(false);
        IDisposable told = channel.Workers.Subscribe(change => notice(Text(change)));
        IDisposable open = Disposable.Create(() =>
        {
            told.Dispose();
            channel.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        try
        {
            int slots = await WaitAsync(channel, least ?? 0, notice, cancellationToken).ConfigureAwait(false);
            var backend = new ChannelBackend(
                channel,
                Guid.NewGuid(),
                lanes: lanes ?? Math.Clamp(LanesPerSlot * slots, ChannelBackend.DefaultLanes, LocalWorkers.MaxCount));
            return new(backend, open, policy, execution);
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    /// <summary>Returns what writes lines to standard error, from any thread; that nobody is there to read them changes nothing.</summary>
    public static Action<string> Notice(TextWriter error) => line =>
    {
        try
        {
            lock (error)
            {
                error.WriteLine($"cutqnn: {line}");
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The work goes on.
        }
    };

    private static async Task<int> WaitAsync(IWorkChannel channel, int least, Action<string> notice, CancellationToken cancellationToken)
    {
        if (least > 0)
        {
            notice($"waiting for workers: 0 of {least}");
        }

        return await channel.Workers
            .Scan(
                (Count: 0, Slots: 0),
                (sum, w) => w.IsPresent ? (sum.Count + 1, sum.Slots + w.Slots) : (sum.Count - 1, sum.Slots - w.Slots))
            .StartWith((Count: 0, Slots: 0))
            .Do(sum =>
            {
                if (sum.Count > 0 && sum.Count < least)
                {
                    notice($"waiting for workers: {sum.Count} of {least}");
                }
            })
            .FirstAsync(sum => sum.Count >= least)
            .Select(sum => sum.Slots)
            .ToTask(cancellationToken)
            .ConfigureAwait(false);
    }

    private static string Text(WorkerChange change) => change.IsPresent
        ? $"worker {change.Worker} joined: {Counted.Of(change.Slots, "slot")}"
            + $"{(change.Width is { } width ? $", up to {Counted.Of(width, "qubit")}" : "")}"
        : $"worker {change.Worker} was lost; what it held is given to others";
}
