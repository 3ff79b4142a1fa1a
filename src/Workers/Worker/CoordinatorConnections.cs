using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// Connects to the coordinator wherever it is. The engine addresses some messages to the endpoint that it dialled, and a hub knows itself
/// by its loopback address only: it would forward messages to any other of its addresses as to another server. So the engine is told that
/// the hub is on loopback, on the port that it listens on, and the connections are made here.
/// </summary>
internal sealed class CoordinatorConnections(IConnectionFactory connections, IPEndPoint endpoint) : IConnectionFactory
{
    /// <summary>What the engine is told.</summary>
    public static IPEndPoint Known(IPEndPoint endpoint) => new(IPAddress.Loopback, endpoint.Port);

    /// <summary>Takes the place of the engine's own connections.</summary>
    public static void AddTo(IServiceCollection services, IPEndPoint endpoint)
    {
        ServiceDescriptor own = services.Last(s => s.IsKeyedService && s.ServiceType == typeof(IConnectionFactory));
        services.AddKeyedSingleton<IConnectionFactory>(
            own.ServiceKey,
            (provider, key) => new CoordinatorConnections((IConnectionFactory)own.KeyedImplementationFactory!(provider, key), endpoint));
    }

    public ValueTask<ConnectionContext> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        connections.ConnectAsync(endpoint, cancellationToken);
}
