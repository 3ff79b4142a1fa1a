using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Turns what the engine logs of a failed handshake into one line: who was refused and why.</summary>
internal sealed class HandshakeLog(Action<string>? notice) : ILoggerProvider, ILogger
{
    private const string Category = "Orleans.Connections.Security.TlsServerConnectionMiddleware";

    private static readonly AsyncLocal<Handshake?> Current = new();

    /// <summary>Notes whose handshake begins.</summary>
    public static ConnectionDelegate Begin(ConnectionDelegate next) => connection =>
    {
        Current.Value = new(connection.RemoteEndPoint);
        return next(connection);
    };

    /// <summary>Notes what is wrong with the certificate of the current handshake.</summary>
    /// <param name="fault">What is wrong; null for nothing.</param>
    /// <returns>Whether it is accepted.</returns>
    public static bool Accept(string? fault)
    {
        if (fault is not null && Current.Value is { } handshake)
        {
            handshake.Fault = $"its certificate {fault}";
        }

        return fault is null;
    }

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NoLogger.Instance;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Whoever only looks whether the port is open is not refused.
        if (exception is not IOException || Current.Value?.Fault is not null)
        {
            notice?.Invoke($"refused {Current.Value?.From?.ToString() ?? "a stranger"}: {Current.Value?.Fault ?? Reason(exception)}");
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }

    private static string Reason(Exception? exception)
    {
        string text = "";
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            text += $"{cause.Message} ";
        }

        return exception is OperationCanceledException ? "it did not finish the handshake in time"
            : Has("RemoteCertificateNotAvailable") || Has("did not return a certificate") || Has("ValidationCallback")
                ? "it has no certificate; start it with --certificates DIR"
            : Has("frame size") || Has("corrupted frame") || Has("wrong version number") || Has("http request")
                ? "it does not speak TLS; start it with --certificates DIR"
            : Has("protocol") ? "it does not speak TLS 1.3"
            : $"the handshake failed ({string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')})";

        bool Has(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Handshake(EndPoint? from)
    {
        public EndPoint? From => from;

        public string? Fault { get; set; }
    }

    private sealed class NoLogger : ILogger
    {
        public static NoLogger Instance { get; } = new();

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
