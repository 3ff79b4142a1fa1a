using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Finds out why a hub cannot be joined: the engine only reports that the connection ended.</summary>
internal static class Handshake
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Returns whether anything listens there.</summary>
    public static async Task<bool> Answers(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
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

    /// <summary>Returns why the other side ends the handshake, as a clause; null where it is not the handshake that fails.</summary>
    public static async Task<string?> Refusal(
        IPEndPoint endpoint, CertificateFolder.Identity? identity, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        bool isCertified = false;
        bool isShaken = false;
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false);
            using var stream = new SslStream(new NetworkStream(socket));
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "coordinator.cutqnn",
                    EnabledSslProtocols = SslProtocols.Tls13,
                    ClientCertificates = identity is null ? null : [identity.Own],
#pragma warning disable CA5359 // Nothing is sent or believed here; the engine's own connection checks the certificate.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => isCertified = certificate is not null,
#pragma warning restore CA5359
                },
                limit.Token).ConfigureAwait(false);
            isShaken = true;
            if (identity is null)
            {
                return "it listens with certificates; start the worker with --certificates DIR";
            }

            // TLS 1.3 tells a client afterwards that its certificate is not accepted; a hub that accepts it waits for the first message.
            byte[] first = new byte[1];
            limit.CancelAfter(TimeSpan.FromSeconds(1));
            await stream.ReadExactlyAsync(first, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            return identity is null
                    ? (isCertified ? "it listens with certificates; start the worker with --certificates DIR" : null)
                : isShaken || isCertified
                    ? "it does not accept this worker's certificate; use certificates that were made together with its own"
                : "it does not listen with certificates; start the worker without --certificates, or the coordinator with certificates=DIR";
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
