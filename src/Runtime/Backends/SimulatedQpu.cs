using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Quantum processors that are simulated, one a worker: they queue, take their time, are noisy, and fail now and then.</summary>
/// <param name="settings">What they are like.</param>
/// <param name="schedulers">Where outcomes are drawn, one a processor.</param>
/// <param name="clock">Where latencies are waited for.</param>
public sealed class SimulatedQpu(QpuSettings settings, IReadOnlyList<IScheduler> schedulers, IScheduler clock) : IBackend
{
    private const ulong Purpose = 0x4641_494C_5552_45;

    /// <inheritdoc/>
    public string Name => "qpu";

    /// <inheritdoc/>
    public int WorkerLimit => schedulers.Count;

    /// <inheritdoc/>
    public BackendLimits Limits => settings.Limits;

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker)
    {
        TimeSpan latency = settings.QueueDelay + settings.ExecutionDelay
            + TimeSpan.FromSeconds(settings.ShotSeconds * attempt.Job.ShotCount);
        return Observable.Timer(latency, clock)
            .ObserveOn(schedulers[worker])
            .Select(_ => attempt.Random(settings.Seed, Purpose).NextDouble() < settings.FailureProbability
                ? throw new BackendException("the device failed") { IsFailure = true }
                : attempt.Job.On(settings.Noise).Execute());
    }
}
