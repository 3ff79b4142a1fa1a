using System.Runtime.InteropServices;

namespace CutAwareQnn.Experiments;

/// <summary>
/// The signals of the process, from its first moment. SIGINT and SIGTERM cancel what runs; a second one, or a verb that does not end within
/// <see cref="Grace"/>, ends the process at once. SIGHUP is ignored: a training outlives its terminal.
/// </summary>
internal sealed class Signals : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _end;

    public Signals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _end?.Dispose();
        _cancellation.Dispose();
    }

    // A signal that is not marked as cancelled does what the system does by default: it ends the process.
    private void Cancel(PosixSignalContext context)
    {
        if (_cancellation.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _end = new(_ => Environment.Exit(ExitCode.Cancelled), null, Grace, Timeout.InfiniteTimeSpan);
        _cancellation.Cancel();
    }
}
