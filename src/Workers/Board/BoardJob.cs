using System.Reactive.Concurrency;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>A job on the board, whose lock guards all but the events.</summary>
internal sealed class BoardJob(long id, JobKey key, Requirements needs, byte[] bytes, IObserver<WorkEvent> observer, IScheduler scheduler)
{
    private readonly OrderedEvents _events = new(scheduler);

    public long Id => id;

    public JobKey Key => key;

    public Requirements Needs => needs;

    public Issue Issue { get; } = new(id, bytes);

    /// <summary>Who runs it: more than one where a worker that was given up comes back.</summary>
    public List<WorkerSession> Holders { get; } = [];

    /// <summary>Its place in the queue; null while it is held, and after its end.</summary>
    public LinkedListNode<BoardJob>? Place { get; set; }

    public bool IsDone { get; set; }

    public void Started(string host) => _events.Tell(() => observer.OnNext(new WorkEvent.Started(host)));

    public void Answered(string host, byte[] result) => _events.Tell(
        () =>
        {
            observer.OnNext(new WorkEvent.Answer(host, result));
            observer.OnCompleted();
        },
        isLast: true);

    public void Failed(Exception error) => _events.Tell(() => observer.OnError(error), isLast: true);

    /// <summary>Ends the events: the subscription is gone.</summary>
    public void Close() => _events.Close();
}
