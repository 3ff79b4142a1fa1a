using System.Reactive.Concurrency;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// Tells observers one thing at a time and in order, on a scheduler of their own: those who report what happens hold the board's lock or
/// are the one thread of the grain, and what observers do with it must not delay the renewals of others.
/// </summary>
internal sealed class OrderedEvents(IScheduler scheduler)
{
    private readonly Queue<Action> _events = new();
    private bool _isTelling;
    private bool _isClosed;

    /// <summary>Tells something, unless the last thing was told.</summary>
    public void Tell(Action tell, bool isLast = false)
    {
        lock (_events)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = isLast;
            _events.Enqueue(tell);
            if (_isTelling)
            {
                return;
            }

            _isTelling = true;
        }

        scheduler.Schedule(TellAll);
    }

    /// <summary>Ends the events without one.</summary>
    public void Close()
    {
        lock (_events)
        {
            _isClosed = true;
            _events.Clear();
        }
    }

    private void TellAll()
    {
        while (true)
        {
            Action? tell;
            lock (_events)
            {
                if (!_events.TryDequeue(out tell))
                {
                    _isTelling = false;
                    return;
                }
            }

            tell();
        }
    }
}
