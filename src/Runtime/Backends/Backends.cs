using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The local backends by name.</summary>
public static class Backends
{
    private static readonly NamedNumber[] Qpu =
    [
        new("width", 1_000_000, 1, 1_000_000, "a whole number from 1", IsWhole: true),
        new("rate_per_s", 1e9, 1e-3, 1e9, "submissions per second, from 0.001"),
        NamedNumber.Seconds("queue_s", 0.01),
        NamedNumber.Seconds("execute_s", 0.001),
        NamedNumber.Seconds("shot_s", 0),
        new("readout", 0.01, 0, 0.5, "a probability in [0, 0.5]"),
        new("depolarising_1", 0.0002, 0, 1, "a number in [0, 1]"),
        new("depolarising_2", 0.005, 0, 1, "a number in [0, 1]"),
        new("failure", 0.01, 0, 1, "a probability in [0, 1]"),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["in-process", "interpreted", "qpu", "process", "folder"];

    /// <summary>
    /// Makes a backend of its name, for a QPU with its numbers: <c>qpu:width=5,queue_s=0.1</c> or <c>qpu:model=FILE</c>, for an external
    /// program with its command:
    /// <c>process:python3 adapters/reference.py</c>.
    /// </summary>
    /// <param name="text">The name, and the numbers or the command.</param>
    /// <param name="threads">Where it works.</param>
    /// <param name="clock">Where it waits.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="BackendException">A name is unknown or a number is out of range.</exception>
    public static IBackend Parse(string text, WorkerThreads threads, IScheduler clock, ulong seed)
    {
        string[] parts = text.Split(':', 2);
        string? numbers = parts.Length == 2 ? parts[1] : null;
        switch (parts[0])
        {
            case "in-process":
            case "interpreted":
                NamedNumber.Read($"backend {parts[0]}", numbers, []);
                return new InProcessBackend(threads, isInterpreted: parts[0] == "interpreted");
            case "qpu":
                return new SimulatedQpu(Settings(numbers) with { Seed = seed }, threads.Schedulers, clock);
            case "process":
                return new ProcessBackend(numbers ?? "", threads.Schedulers, clock, seed);
            case "folder":
                return new FolderBackend(numbers ?? "", threads.Schedulers, clock);
            default:
                throw new BackendException($"backend '{parts[0]}' is unknown; give one of {string.Join(", ", Names)}");
        }
    }

    // The numbers, and the file of a device model among them.
    private static QpuSettings Settings(string? numbers)
    {
        const string Prefix = "model=";
        string[] given = numbers?.Split(',') ?? [];
        string[] files = [.. given.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))];
        string[] others = [.. given.Except(files)];
        double[] v = NamedNumber.Read("backend qpu", others.Length == 0 ? null : string.Join(',', others), Qpu);
        var settings = new QpuSettings
        {
            Limits = new(Width: (int)v[0], SubmissionsPerSecond: v[1] < Qpu[1].Most ? v[1] : null),
            QueueDelay = TimeSpan.FromSeconds(v[2]),
            ExecutionDelay = TimeSpan.FromSeconds(v[3]),
            ShotSeconds = v[4],
            Noise = new(v[5], v[6], v[7]),
            FailureProbability = v[8],
        };
        if (files.Length == 0)
        {
            return settings;
        }

        if (files.Length > 1)
        {
            throw new BackendException("backend qpu was given model twice; give it once");
        }

        if (others.Select(o => o.Split('=')[0]).FirstOrDefault(o => o is "readout" or "depolarising_1" or "depolarising_2") is { } own)
        {
            throw new BackendException($"backend qpu was given model and {own}, but a model has errors of its own; omit {own}");
        }

        DeviceModel model = DeviceModelFile.Read(files[0][Prefix.Length..]);
        return settings with
        {
            Model = model,
            Limits = settings.Limits with { Width = Math.Min(settings.Limits.Width ?? int.MaxValue, model.QubitCount) },
        };
    }
}
