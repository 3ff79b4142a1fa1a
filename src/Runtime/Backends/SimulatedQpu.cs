using System.Numerics;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Quantum processors that are simulated, one per worker: they queue, take their time, are noisy, and fail now and then.</summary>
/// <param name="settings">What they are like.</param>
/// <param name="schedulers">Where outcomes are drawn, one per processor.</param>
/// <param name="clock">Where latencies are waited for.</param>
public sealed class SimulatedQpu(QpuSettings settings, IReadOnlyList<IScheduler> schedulers, IScheduler clock) : ICountingBackend
{
    private const ulong Purpose = 0x4641_494C_5552_45;
    private const ulong Outcomes = 0x4F55_5443_4F4D_45;

    private readonly ModelledDevice? _device = settings.Model is { } model ? new(model) : null;

    /// <inheritdoc/>
    public string Name => _device is null ? "qpu" : $"qpu {_device.Model.Name}";

    /// <inheritdoc/>
    public int WorkerLimit => schedulers.Count;

    /// <inheritdoc/>
    public BackendLimits Limits => settings.Limits;

    /// <inheritdoc/>
    public BackendPrice? Price => new(0, 0, null, (settings.QueueDelay + settings.ExecutionDelay).TotalSeconds, settings.ShotSeconds);

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker)
    {
        TimeSpan latency = settings.QueueDelay + settings.ExecutionDelay
            + TimeSpan.FromSeconds(settings.ShotSeconds * attempt.Job.ShotCount);
        return Observable.Timer(latency, clock)
            .ObserveOn(schedulers[worker])
            .Select(_ => attempt.Random(settings.Seed, Purpose).NextDouble() < settings.FailureProbability
                ? throw new BackendException("the device failed") { IsFailure = true }
                : _device?.Execute(attempt.Job, attempt.Random(settings.Seed, Outcomes)) ?? attempt.Job.On(settings.Noise).Execute());
    }

    /// <inheritdoc/>
    IReadOnlyList<CountedCircuit> ICountingBackend.Count(IReadOnlyList<(DeviceCircuit Circuit, long Shots)> circuits, ulong key)
    {
        if (circuits.FirstOrDefault(c => c.Circuit.Circuit.QubitCount > settings.Limits.Width) is { Circuit: { } wide })
        {
            throw new BackendException($"a circuit needs {wide.Circuit.QubitCount} qubits but the backend has {settings.Limits.Width}; "
                + "cut into smaller fragments");
        }

        var random = new CounterRandom(key, 0, Outcomes);
        var counted = new List<CountedCircuit>();
        foreach ((DeviceCircuit circuit, long shots) in circuits)
        {
            if (_device is not null)
            {
                (Dictionary<BigInteger, long> counts, int[] qubits) = _device.Run(circuit.Circuit, shots, ref random);
                counted.Add(new(counts, qubits));
                continue;
            }

            int[] read = new int[circuit.Circuit.BitCount];
            foreach ((int qubit, int bit) in circuit.Measured)
            {
                read[bit] = qubit;
            }

            counted.Add(new(ModelledDevice.Draw(GlobalNoise.Outcomes(circuit, settings.Noise), shots, ref random), read));
        }

        return counted;
    }

    /// <inheritdoc/>
    ReadoutFlips ICountingBackend.Calibrate(int qubits, long shots, ulong key)
    {
        DeviceModel model = settings.Model ?? DeviceModel.Uniform(qubits, settings.Noise.Readout, settings.Noise.OneQubitGate, 0);
        return CalibrationDraw.Of(model.ReadsOne, model.ReadsZero, model.OneQubitGates, shots, key);
    }
}
