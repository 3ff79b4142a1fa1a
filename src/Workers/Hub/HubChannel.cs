using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;
using Microsoft.Extensions.Hosting;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// The coordinator's end: listens for workers and hands them jobs under leases. It is the only server of its cluster; workers are clients
/// that dial in, so they open no port.
/// </summary>
public sealed class HubChannel : IWorkChannel
{
    /// <summary>The largest job and the largest result in bytes.</summary>
    public const int MaxBytes = 64 << 20;

    private readonly JobBoard _board;
    private readonly IHost _host;
    private readonly EventLoopScheduler _clock;

    private HubChannel(JobBoard board, IHost host, EventLoopScheduler clock, IPEndPoint endpoint)
    {
        _board = board;
        _host = host;
        _clock = clock;
        Endpoint = endpoint;
    }

    /// <inheritdoc/>
    public string Name => "workers";

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <inheritdoc/>
    public IObservable<WorkerChange> Workers => _board.Workers;

    /// <summary>Opens a hub.</summary>
    /// <param name="settings">Where it listens, and whom it lets in.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BackendException">The address is in use or not this machine's, or the certificates cannot be used.</exception>
    public static async Task<HubChannel> Listen(HubSettings settings, CancellationToken cancellationToken = default)
    {
        settings.Check();
        CertificateFolder.Identity? identity =
            settings.Certificates is { } folder ? CertificateFolder.Load(folder, CertificateRole.Coordinator) : null;
        IPEndPoint endpoint = Free(settings.Endpoint);
        IPEndPoint inner = Free(new(IPAddress.Loopback, 0));
        PoolThreads.Reserve();
        var clock = new EventLoopScheduler(start => new Thread(start) { Name = "leases", IsBackground = true });
        var board = new JobBoard(settings.Leases, clock, TaskPoolScheduler.Default) { Notice = settings.Notice };
        IHost host = HubHost.Build(board, endpoint, inner, identity, settings.Notice);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(board, host, clock, endpoint);
        }
        catch
        {
            board.Dispose();
            clock.Dispose();
            host.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Publish(string digest, ReadOnlyMemory<byte> plan) => _board.Publish(digest, plan);

    /// <inheritdoc/>
    public IObservable<WorkEvent> Send(JobKey key, Requirements needs, ReadOnlyMemory<byte> job) => job.Length > MaxBytes
        ? Observable.Throw<WorkEvent>(new BackendException(
            $"a job of {job.Length} bytes is larger than the {MaxBytes} that are sent to a worker; "
                + "cut into narrower fragments or run it in process"))
        : _board.Send(key, needs, job);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _board.Dispose();
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(0.3)))
        {
            try
            {
                await _host.StopAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Workers find a hub that ends in the middle as they find one that was killed.
            }
        }

        _host.Dispose();
        _clock.Dispose();
    }

    // The engine's own error for an address in use has no line that a user could read.
    private static IPEndPoint Free(IPEndPoint wanted)
    {
        try
        {
            using var socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(wanted);
            socket.Listen();
            return (IPEndPoint)socket.LocalEndPoint!;
        }
        catch (SocketException failed)
        {
            throw new BackendException(
                failed.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => $"{wanted} is in use by another program; listen on another port",
                    SocketError.AddressNotAvailable =>
                        $"{wanted.Address} is not an address of this machine; listen on one of its own, or on 0.0.0.0 for all",
                    SocketError.AccessDenied => $"this user may not listen on port {wanted.Port}; listen on one from 1024",
                    _ => $"{wanted} cannot be listened on: {failed.Message.TrimEnd('.')}; listen on another",
                },
                failed);
        }
    }
}
