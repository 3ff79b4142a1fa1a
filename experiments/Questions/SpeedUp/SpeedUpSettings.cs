using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What rq2's answer depends on.</summary>
internal sealed record SpeedUpSettings
{
    /// <summary>In virtual time alone; otherwise at 1 and 2 workers of this machine first, and service times are fitted to that.</summary>
    public bool Virtual { get; init; }

    /// <summary>The run folder that service times are fitted to; null for a run here, or in virtual time alone for round numbers.</summary>
    public string? Fit { get; init; }

    public int Queries { get; init; } = 4096;

    /// <summary>Of each circuit; a number or exact.</summary>
    public string Shots { get; init; } = "1024";

    /// <summary>Most workers in virtual time, from 1 by doubling.</summary>
    public int MaxWorkers { get; init; } = 16;

    public string Policy { get; init; } = "eager";

    /// <summary>In virtual time: injected delays, with their numbers; null for none.</summary>
    public string? Stragglers { get; init; }

    /// <summary>In virtual time: what is done about delays and failures.</summary>
    public string Mitigation { get; init; } = ExecutionSettings.Default.Mitigation;

    /// <summary>In virtual time: seconds in a device's queue.</summary>
    public double QueueSeconds { get; init; }

    /// <summary>In virtual time: seconds a shot takes on a device.</summary>
    public double ShotSeconds { get; init; }

    public ulong Seed { get; init; } = 1;
}
