using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using CutAwareQnn.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>A worker's connection to a hub, from a welcome until it is lost.</summary>
internal sealed class HubLink : IAsyncDisposable
{
    /// <summary>What coordinators are called in their certificates, whatever the name of their machine.</summary>
    public const string CoordinatorName = "coordinator.cutqnn";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(0.2);

    private readonly IHost _client;
    private readonly CancellationTokenSource _lost;

    private HubLink(IHost client, IHub hub, Welcome welcome, CancellationTokenSource lost)
    {
        _client = client;
        _lost = lost;
        Hub = hub;
        Welcome = welcome;
        Lost = lost.Token;
    }

    public IHub Hub { get; }

    public Welcome Welcome { get; }

    /// <summary>Cancelled when the connection is lost.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Dials in and joins.</summary>
    /// <returns>The link; null where no hub answers.</returns>
    /// <exception cref="BackendException">The hub refuses the worker, or the worker the hub.</exception>
    public static async Task<HubLink?> Open(
        WorkerSettings settings, CertificateFolder.Identity? identity, Guid hub, long[] held, CancellationToken cancellationToken)
    {
        IPAddress? address = await Resolve(settings.Host, cancellationToken).ConfigureAwait(false);
        if (address is null)
        {
            return null;
        }

        var endpoint = new IPEndPoint(address, settings.Port);
        bool isThere = identity is null
            ? await Handshake.Answers(endpoint, cancellationToken).ConfigureAwait(false)
            : await IsWelcome(endpoint, settings, identity, cancellationToken).ConfigureAwait(false);
        if (!isThere)
        {
            return null;
        }

        var lost = new CancellationTokenSource();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(CoordinatorConnections.Known(endpoint));
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (HubHost.Cluster, HubHost.Cluster));
            client.Configure<ClientMessagingOptions>(o => o.MaxMessageBodySize = HubHost.MaxMessage);
            client.AddClusterConnectionLostHandler((_, _) => Cancel(lost));
            if (identity is not null)
            {
                client.UseTls(tls =>
                {
                    tls.LocalCertificate = identity.Own;
                    tls.SslProtocols = SslProtocols.Tls13;
                    tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
                    tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
                    tls.RemoteCertificateValidation = (certificate, _, _) =>
                        identity.Fault(certificate, CertificateRole.Coordinator) is null;
                    tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = CoordinatorName;
                });
            }
        });
        CoordinatorConnections.AddTo(builder.Services, endpoint);
        IHost host = builder.Build();
        try
        {
            // The engine goes on trying where nobody listens any more.
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            await host.StartAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            IHub grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<IHub>(0);
            Welcome welcome = await grain
                .Join(new(settings.Protocol, settings.Name, settings.Slots, settings.Width, hub, held))
                .WaitAsync(limit.Token).ConfigureAwait(false);
            return welcome.Refusal is { } refusal
                ? throw new BackendException($"the coordinator at {settings.Host}:{settings.Port} refuses this worker: {refusal}")
                : new(host, grain, welcome, lost);
        }
        catch (Exception failed)
        {
            await Stop(host).ConfigureAwait(false);
            lost.Dispose();
            if (failed is BackendException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            if (identity is null)
            {
                await IsWelcome(endpoint, settings, identity, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
    }

    /// <summary>Gives the connection up.</summary>
    public void Lose() => Cancel(_lost);

    public async ValueTask DisposeAsync()
    {
        Lose();
        await Stop(_client).ConfigureAwait(false);
    }

    private static async Task<bool> IsWelcome(
        IPEndPoint endpoint, WorkerSettings settings, CertificateFolder.Identity? identity, CancellationToken cancellationToken)
    {
        Handshake handshake = await Handshake.Try(endpoint, identity, cancellationToken).ConfigureAwait(false);
        return handshake.Refusal is { } reason
            ? throw new BackendException($"the coordinator at {settings.Host}:{settings.Port} cannot be joined: {reason}")
            : handshake.IsThere;
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            // What waits for the link goes on elsewhere: this may be the thread of its connection.
            _ = source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was given up before.
        }
    }

    private static async Task<IPAddress?> Resolve(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address;
        }

        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        }
        catch (SocketException)
        {
            // A coordinator that is not there yet may have no name yet.
            return null;
        }
    }

    private static async Task Stop(IHost host)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await host.StopAsync(limit.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A connection that is given up may fail in any way.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It is gone either way.
        }

        host.Dispose();
    }
}
