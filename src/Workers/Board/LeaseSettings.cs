namespace CutAwareQnn.RemoteWorkers;

/// <summary>How long a hub waits for whom.</summary>
internal sealed record LeaseSettings
{
    /// <summary>The settings in use: a killed or frozen worker's jobs are given to others within 2.25 s.</summary>
    public static LeaseSettings Default { get; } = new();

    /// <summary>How long a worker counts as present after its last call.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long jobs that only a lost worker could run wait for one to replace it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often leases are looked at.</summary>
    public TimeSpan Sweep => Lease / 8;

    /// <summary>How long a worker waits for a job per call.</summary>
    public TimeSpan Poll => Lease / 2;
}
