using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What rq3's answer depends on.</summary>
internal sealed record StragglerSettings
{
    /// <summary>In virtual time alone; otherwise a run on this machine is shown next to it.</summary>
    public bool Virtual { get; init; }

    /// <summary>The run folder that service times are fitted to; null for a run here, or in virtual time alone for round numbers.</summary>
    public string? Fit { get; init; }

    public IReadOnlyList<string> Partitions { get; init; } = ["none", "AABB", "AABC", "ABCD"];

    /// <summary>Policies with their parameters.</summary>
    public IReadOnlyList<string> Policies { get; init; } = InOrder(DispatchPolicies.Names.Select(Known));

    /// <summary>Queries of a batch: about what one gradient by shifts needs for a mini-batch of 32 samples.</summary>
    public int Queries { get; init; } = 512;

    /// <summary>Of each circuit.</summary>
    public long Shots { get; init; } = 1024;

    /// <summary>Runs of each, with seeds from 1, which key the stragglers and the queries.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Workers in virtual time; as published.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Seconds in a device's queue.</summary>
    public double QueueSeconds { get; init; } = 0.01;

    /// <summary>Seconds a shot takes on a device.</summary>
    public double ShotSeconds { get; init; }

    /// <summary>Returns a policy by its name, with its parameters.</summary>
    public static string Known(string name) => DispatchPolicies.Text(DispatchPolicies.Parse(name));

    /// <summary>Orders policies: eager first, where it is among them.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> policies) => [.. policies.OrderBy(p => p != "eager")];
}
