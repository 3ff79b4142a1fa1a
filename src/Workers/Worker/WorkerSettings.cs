using CutAwareQnn.Circuits;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Where a worker dials in, and what it offers.</summary>
/// <param name="Host">The coordinator's name or address.</param>
/// <param name="Port">The coordinator's port.</param>
public sealed record WorkerSettings(string Host, int Port)
{
    /// <summary>What it is called; made unique by the hub.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Jobs that it runs at the same time.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Qubits of the widest circuit that it runs; null where only memory limits it.</summary>
    public int? Width { get; init; }

    /// <summary>The folder of its certificates; null for none.</summary>
    public string? Certificates { get; init; }

    /// <summary>Called with one line whenever the link is made, lost or waited for; may be null.</summary>
    public Action<string>? Notice { get; init; }

    internal int Protocol { get; init; } = WorkerCard.Current;

    /// <summary>Reads <c>HOST:PORT</c>.</summary>
    /// <exception cref="BackendException">It is none.</exception>
    public static WorkerSettings Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            && int.TryParse(text[(colon + 1)..], System.Globalization.NumberStyles.None, null, out int port) && port is > 0 and <= 65535
            ? new(host, port)
            : throw new BackendException($"'{text}' is no address of a coordinator; give HOST:PORT, e.g. 192.0.2.7:7070");
    }
}
