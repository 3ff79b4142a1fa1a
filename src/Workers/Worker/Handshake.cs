using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// A handshake ahead of the engine's own, which reports of one that fails only that the connection ended, and after many attempts.
/// </summary>
/// <param name="IsThere">Whether anything listens there.</param>
/// <param name="Refusal">Why one side refuses the other, as a clause; null where none does.</param>
internal sealed record Handshake(bool IsThere, string? Refusal = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(0.3);

    private static readonly Handshake Nobody = new(false);
    private static readonly Handshake Done = new(true);

    /// <summary>Shakes hands, twice where the first fails in a way in which it also does when a coordinator is killed.</summary>
    /// <param name="endpoint">Where the coordinator listens.</param>
    /// <param name="identity">The worker's certificates; null for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<Handshake> Try(IPEndPoint endpoint, CertificateFolder.Identity? identity, CancellationToken cancellationToken)
    {
        (Handshake first, bool isSure) = await Once(endpoint, identity, cancellationToken).ConfigureAwait(false);
        if (first.Refusal is null || isSure)
        {
            return first;
        }

        await Task.Delay(Again, cancellationToken).ConfigureAwait(false);
        return (await Once(endpoint, identity, cancellationToken).ConfigureAwait(false)).Found;
    }

    /// <summary>Returns whether anything listens there.</summary>
    public static async Task<bool> Answers(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        return await Connect(socket, endpoint, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> Connect(Socket socket, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await socket.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception failed) when (failed is SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private static async Task<(Handshake Found, bool IsSure)> Once(
        IPEndPoint endpoint, CertificateFolder.Identity? identity, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (!await Connect(socket, endpoint, cancellationToken).ConfigureAwait(false))
        {
            return (Nobody, true);
        }

        bool isCertified = false;
        string? fault = null;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var time = Stopwatch.StartNew();
            using var stream = new SslStream(new NetworkStream(socket));
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = HubLink.CoordinatorName,
                    EnabledSslProtocols = SslProtocols.Tls13,
                    ClientCertificates = identity is null ? null : [identity.Own],
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    {
                        isCertified = certificate is not null;
                        fault = certificate is X509Certificate2 shown ? identity?.Fault(shown, CertificateRole.Coordinator) : null;
                        return isCertified && identity is not null && fault is null;
                    },
                },
                limit.Token).ConfigureAwait(false);

            // TLS 1.3 tells a client afterwards that its certificate is not accepted; a hub that accepts it waits for the first message.
            limit.CancelAfter(time.Elapsed * 3 > LeastWait ? time.Elapsed * 3 : LeastWait);
            await stream.ReadExactlyAsync(new byte[1], limit.Token).ConfigureAwait(false);
            return (Done, true);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (Done, true);
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            return (fault, identity, isCertified) switch
            {
                ({ } wrong, _, _) => (new(true, $"its certificate {wrong}"), true),
                (_, null, true) => (new(true, "it listens with certificates; start the worker with --certificates DIR"), true),
                (_, null, false) => (Done, true),
                (_, _, true) => (
                    new(true, "it does not accept this worker's certificate; use certificates that were made together with its own"),
                    false),
                _ => (
                    new(
                        true,
                        "it does not listen with certificates; "
                            + "start the worker without --certificates, or the coordinator with certificates=DIR"),
                    false),
            };
        }
    }
}
