using System.Globalization;
using System.Net;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Where a hub listens, and whom it lets in.</summary>
/// <param name="Endpoint">The address and port; port 0 for one that is free.</param>
/// <param name="Certificates">The folder of its certificates; null for none, on loopback only.</param>
public sealed record HubSettings(IPEndPoint Endpoint, string? Certificates = null)
{
    /// <summary>Called with one line per refused stranger and the like; may be null.</summary>
    public Action<string>? Notice { get; init; }

    internal LeaseSettings Leases { get; init; } = LeaseSettings.Default;

    /// <summary>Reads <c>listen=ADDRESS:PORT[,certificates=DIR]</c>.</summary>
    /// <param name="text">The text, or null.</param>
    /// <exception cref="BackendException">It is no such text, or it names an address of other machines without certificates.</exception>
    public static HubSettings Parse(string? text)
    {
        const string Form = "give workers:listen=ADDRESS:PORT[,certificates=DIR], e.g. workers:listen=127.0.0.1:7070";
        IPEndPoint? endpoint = null;
        string? certificates = null;
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            switch (pair)
            {
                case ["listen", var value] when endpoint is null && Read(value) is { } read:
                    endpoint = read;
                    break;
                case ["certificates", { Length: > 0 } value] when certificates is null:
                    certificates = value;
                    break;
                default:
                    throw new BackendException($"backend workers: '{part}' cannot be read; {Form}");
            }
        }

        var settings = new HubSettings(
            endpoint ?? throw new BackendException($"backend workers: no address to listen on; {Form}"), certificates);
        settings.Check();
        return settings;
    }

    internal void Check()
    {
        if (Certificates is null && !IPAddress.IsLoopback(Endpoint.Address))
        {
            throw new BackendException(
                $"listening on {Endpoint} is open to other machines, and there are no certificates; "
                    + "add certificates=DIR ('cutqnn worker --make-certificates DIR' makes them), or listen on 127.0.0.1");
        }
    }

    private static IPEndPoint? Read(string text) =>
        text.LastIndexOf(':') is > 0 and var colon
            && IPAddress.TryParse(text[..colon], out IPAddress? address)
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port <= IPEndPoint.MaxPort
            ? new(address, port)
            : null;
}
