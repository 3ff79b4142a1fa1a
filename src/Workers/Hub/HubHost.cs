using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>The server of a hub: one silo that nothing but workers connects to.</summary>
internal static class HubHost
{
    /// <summary>The name of the cluster and of its service.</summary>
    public const string Cluster = "cutqnn";

    // Room for the envelope of a job.
    public const int MaxMessage = HubChannel.MaxBytes + (1 << 20);

    public static IHost Build(
        JobBoard board, IPEndPoint endpoint, IPEndPoint inner, CertificateFolder.Identity? identity, Action<string>? notice)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(board);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(inner.Port, endpoint.Port, null, Cluster, Cluster);
            silo.Configure<EndpointOptions>(o =>
            {
                o.AdvertisedIPAddress = IPAddress.Loopback;
                o.SiloPort = inner.Port;
                o.GatewayPort = endpoint.Port;
                o.SiloListeningEndpoint = inner;
                o.GatewayListeningEndpoint = endpoint;
            });
            silo.Configure<SiloMessagingOptions>(o => o.MaxMessageBodySize = MaxMessage);
            silo.Configure<SiloConnectionOptions>(o =>
            {
                // There is no other silo: whoever connects to this port is a stranger.
                o.ConfigureSiloInboundConnection(connections => connections.Use(_ => stranger =>
                {
                    stranger.Abort();
                    return Task.CompletedTask;
                }));
                if (identity is not null)
                {
                    o.ConfigureGatewayInboundConnection(connections =>
                    {
                        connections.Use(HandshakeLog.Begin);
                        connections.UseServerTls(Tls(identity));
                    });
                }
            });
        });
        if (identity is not null)
        {
            builder.Services.AddSingleton<ILoggerProvider>(new HandshakeLog(notice));
        }

        return builder.Build();
    }

    private static TlsOptions Tls(CertificateFolder.Identity identity) => new()
    {
        LocalCertificate = identity.Own,
        SslProtocols = System.Security.Authentication.SslProtocols.Tls13,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, _, _) => HandshakeLog.Accept(identity.Fault(certificate, CertificateRole.Worker)),
    };
}
