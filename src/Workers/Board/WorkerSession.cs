using CutAwareQnn.Runtime;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>A worker that is present. The board's lock guards it.</summary>
internal sealed class WorkerSession(Guid id, string name, WorkerCard card)
{
    public Guid Id => id;

    public string Name => name;

    public int Slots => card.Slots;

    public int? Width => card.Width;

    /// <summary>When it last called.</summary>
    public TimeSpan LastCall { get; set; }

    /// <summary>What it was given, and when.</summary>
    public Dictionary<long, (BoardJob Job, TimeSpan At)> Held { get; } = [];

    public bool CanRun(Requirements needs) => Width is not { } width || needs.Width <= width;

    public WorkerChange Change(bool isPresent) => new(name, Slots, Width, isPresent);
}
