using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Executes jobs in external programs that speak the line protocol of <c>docs/devices.md</c>, one per worker. A program that fails is
/// killed, and the next try starts a new one.
/// </summary>
public sealed class ProcessBackend : ICountingBackend, IDisposable
{
    /// <summary>How long an adapter may be silent while something is asked of it, unless another limit is given.</summary>
    public static readonly TimeSpan DefaultSilence = TimeSpan.FromMinutes(5);

    private const ulong Purpose = 0x5052_4F43_4553_53;

    private readonly string _command;
    private readonly IReadOnlyList<IScheduler> _schedulers;
    private readonly IScheduler _clock;
    private readonly ulong _seed;
    private readonly TimeSpan _silence;
    private readonly AdapterConnection?[] _connections;
    private readonly ConditionalWeakTable<FragmentMeasurements, AdapterPrograms> _programs = [];
    private readonly AdapterCapabilities _capabilities;

    /// <summary>Creates a backend and starts its first program.</summary>
    /// <param name="command">The command line of the program; no shell reads it.</param>
    /// <param name="schedulers">One per worker, where it waits for its program: threads of their own.</param>
    /// <param name="clock">Where time limits are kept; it must not be one of the schedulers.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="silence">
    /// How long a program may be silent while something is asked of it; null for <see cref="DefaultSilence"/>.
    /// </param>
    /// <exception cref="BackendException">The program cannot be started, or breaks the protocol.</exception>
    public ProcessBackend(string command, IReadOnlyList<IScheduler> schedulers, IScheduler clock, ulong seed, TimeSpan? silence = null)
    {
        _command = command;
        _schedulers = schedulers;
        _clock = clock;
        _seed = seed;
        _silence = silence ?? DefaultSilence;
        _connections = new AdapterConnection?[schedulers.Count];
        _connections[0] = AdapterConnection.Start(command, clock, _silence);
        _capabilities = _connections[0]!.Capabilities;
    }

    /// <inheritdoc/>
    public string Name => $"process {_capabilities.Name}";

    /// <inheritdoc/>
    public int WorkerLimit => _schedulers.Count;

    /// <inheritdoc/>
    public BackendLimits Limits => new(Width: _capabilities.MaxQubits, SubmissionsPerSecond: _capabilities.Rate);

    /// <inheritdoc/>
    public BackendPrice? Price => _capabilities.Price;

    /// <inheritdoc/>
    public (long Tasks, long Submissions) Tasks(Job job)
    {
        long tasks = job.DeviceWork?.Shots.SelectMany(s => s.Shots).Where(s => s > 0).Sum(s => ((s - 1) / _capabilities.MaxShots) + 1)
            ?? throw new BackendException("an external program samples circuits in lean mode; give --shots, and derivatives by shifts");
        return (tasks, ((tasks - 1) / _capabilities.MaxCircuits) + 1);
    }

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Using(
        () => new CancellationDisposable(),
        cancelled => Observable.Return(attempt, _schedulers[worker]).Select(a => Execute(a, worker, cancelled.Token)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AdapterConnection? connection in _connections)
        {
            connection?.Dispose();
        }
    }

    /// <inheritdoc/>
    IReadOnlyList<CountedCircuit> ICountingBackend.Count(IReadOnlyList<(DeviceCircuit Circuit, long Shots)> circuits, ulong key)
    {
        var runs = new List<AdapterRun[]>();
        foreach ((DeviceCircuit circuit, long shots) in circuits)
        {
            if (circuit.IsMidCircuit && !_capabilities.IsMidCircuit)
            {
                throw new BackendException(
                    $"adapter {_capabilities.Name} measures at the end only, but a cut of a gate measures in the middle; cut wires "
                        + "instead");
            }

            if (circuit.Circuit.QubitCount > _capabilities.MaxQubits)
            {
                throw new BackendException($"a circuit needs {circuit.Circuit.QubitCount} qubits but the backend has "
                    + $"{_capabilities.MaxQubits}; cut into smaller fragments");
            }

            string text = DeviceProgram.Write(circuit.Circuit, circuit.Registers, _capabilities.Dialect);
            runs.Add([.. Parts(shots).Select(part => new AdapterRun(text, [], part, circuit.Circuit.BitCount))]);
        }

        AdapterConnection connection = _connections[0] ??= AdapterConnection.Start(_command, _clock, _silence);
        connection.Run([.. runs.SelectMany(r => r)], key);
        return
        [
            .. runs.Zip(circuits, (parts, circuit) =>
            {
                int[] qubits = new int[circuit.Circuit.Circuit.BitCount];
                foreach ((int qubit, int bit) in circuit.Circuit.Measured)
                {
                    qubits[bit] = qubit;
                }

                return new CountedCircuit(
                    parts.SelectMany(p => p.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), qubits);
            }),
        ];

        IEnumerable<long> Parts(long shots)
        {
            for (long left = shots; left > 0; left -= _capabilities.MaxShots)
            {
                yield return Math.Min(left, _capabilities.MaxShots);
            }
        }
    }

    /// <inheritdoc/>
    ReadoutFlips ICountingBackend.Calibrate(int qubits, long shots, ulong key)
    {
        IReadOnlyList<CountedCircuit> counted = ((ICountingBackend)this).Count(
            [(DeviceFolder.CalibrationOf(qubits, isOne: false), shots), (DeviceFolder.CalibrationOf(qubits, isOne: true), shots)], key);
        CircuitCounts[] counts = [.. counted.Select((c, i) => new CircuitCounts($"calibration-{i}", [new("obs", qubits)], c.Counts))];
        return ReadoutFlips.Of(counts[0], counts[1]);
    }

    // After a failure nothing is known of the conversation.
    private JobResult Execute(JobAttempt attempt, int worker, CancellationToken cancellationToken)
    {
        bool isDone = false;
        try
        {
            AdapterConnection connection = _connections[worker] ??= AdapterConnection.Start(_command, _clock, _silence);
            using (cancellationToken.Register(() => connection.Abort("was cancelled")))
            {
                JobResult result = Run(attempt, connection);
                isDone = true;
                return result;
            }
        }
        finally
        {
            if (!isDone && _connections[worker] is { } broken)
            {
                _connections[worker] = null;
                broken.Dispose();
            }
        }
    }

    private JobResult Run(JobAttempt attempt, AdapterConnection connection)
    {
        DeviceWork work = attempt.Job.DeviceWork ?? throw new BackendException(
            "an external program samples circuits in lean mode; give --shots, and derivatives by shifts");
        AdapterPrograms programs = _programs.GetValue(work.Measurements, m => new(m, _capabilities));
        int momentCount = work.Measurements.MomentCount;
        double[] moments = new double[work.Shots.Count * momentCount];
        List<(int Query, MeasuredVariant Variant, AdapterRun[] Parts)> runs = [];
        for (int query = 0; query < work.Shots.Count; query++)
        {
            double[] angles = work.AnglesOf(query);
            foreach (MeasuredVariant variant in work.Measurements.Variants.Where(v => work.Shots[query].Shots[v.Index] > 0))
            {
                runs.Add((query, variant, [.. programs.Runs(variant, angles, work.Shots[query].Shots[variant.Index])]));
            }
        }

        connection.Run([.. runs.SelectMany(r => r.Parts)], (ulong)(attempt.Random(_seed, Purpose).NextDouble() * (1L << 53)));
        foreach ((int query, MeasuredVariant variant, AdapterRun[] parts) in runs)
        {
            double shots = parts.Sum(p => p.Shots);
            for (int t = 0; t < variant.MomentCount; t++)
            {
                moments[(query * momentCount) + variant.FirstMoment + t] =
                    parts.Sum(p => p.Mean(programs.Sign(variant, t)) * (p.Shots / shots));
            }
        }

        return new(attempt.Job.Index, moments);
    }
}
