using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A simulated quantum processor.</summary>
public sealed record QpuSettings
{
    /// <summary>What it declares: width, rate of submissions, connectivity.</summary>
    public BackendLimits Limits { get; init; } = BackendLimits.None;

    /// <summary>What noise does to its outcomes.</summary>
    public DeviceNoise Noise { get; init; } = new(0, 0, 0);

    /// <summary>A device whose qubits and pairs it has, instead of <see cref="Noise"/>; null for none.</summary>
    public DeviceModel? Model { get; init; }

    /// <summary>In its queue, before execution.</summary>
    public TimeSpan QueueDelay { get; init; }

    /// <summary>Of executing a submission, besides its shots.</summary>
    public TimeSpan ExecutionDelay { get; init; }

    /// <summary>Of a shot.</summary>
    public double ShotSeconds { get; init; }

    /// <summary>Probability that a try fails at its end, in [0, 1]; which ones do depends on the seed and the try alone.</summary>
    public double FailureProbability { get; init; }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; init; }
}
