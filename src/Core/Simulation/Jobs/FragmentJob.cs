using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// All circuits of one fragment for a run of queries, evaluated from its kets. Result: exact, the tensors
/// [query][observable][entry]; with shots, the sampled moments [query][moment].
/// </summary>
public sealed class FragmentJob : Job
{
    // A binomial draw takes about 60 ns, a step of a program for one query 0.2 ns (benchmarks CutQuery, FragmentChain).
    private const double DrawCost = 300;

    private readonly FragmentSimulator _simulator;
    private readonly double[] _angles;
    private readonly ulong[] _queries;
    private readonly FragmentShots? _shared;
    private readonly FragmentShots[]? _own;
    private DeviceNoise? _noise;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="simulator">The simulator of the fragment; with shots, of what its settings measure.</param>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="queries">The queries' ids.</param>
    /// <param name="shots">Shots and keys of every query; null for exact tensors.</param>
    public FragmentJob(int index, FragmentSimulator simulator, double[] angles, ulong[] queries, FragmentShots? shots)
        : base(index)
    {
        _simulator = simulator;
        _angles = angles;
        _queries = queries;
        _shared = shots;
    }

    /// <summary>Creates a batch in which each query has shots of its own.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="simulator">The simulator of what the fragment's settings measure.</param>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="queries">The queries' ids.</param>
    /// <param name="shots">Shots and keys, one per query.</param>
    public FragmentJob(int index, FragmentSimulator simulator, double[] angles, ulong[] queries, FragmentShots[] shots)
        : this(index, simulator, angles, queries, (FragmentShots?)null)
    {
        _own = shots;
    }

    /// <inheritdoc/>
    public override long CircuitCount =>
        _own?.Sum(s => s.CircuitCount) ?? (_queries.Length * (_shared?.CircuitCount ?? _simulator.Fragment.KetCount));

    /// <inheritdoc/>
    public override long ShotCount => _own?.Sum(s => s.ShotCount) ?? (_queries.Length * (_shared?.ShotCount ?? 0));

    /// <inheritdoc/>
    public override int ResultLength => _queries.Length * (Measurements?.MomentCount ?? _simulator.TensorLength);

    /// <inheritdoc/>
    public override int? Fragment => _simulator.Fragment.Index;

    /// <inheritdoc/>
    public override int Width => _simulator.Fragment.Width;

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => [_simulator.Fragment.Circuit];

    /// <inheritdoc/>
    public override double Work => (_queries.Length * _simulator.OperationCount) + (Measurements is null ? 0 : CircuitCount * DrawCost);

    /// <inheritdoc/>
    public override double VarianceBound => _own?.Sum(s => s.VarianceBound) ?? (_queries.Length * (_shared?.VarianceBound ?? 0));

    /// <inheritdoc/>
    public override DeviceWork? DeviceWork => Measurements is { } measurements
        ? new(measurements, _angles, _own ?? [.. Enumerable.Repeat(_shared!, _queries.Length)])
        : null;

    internal FragmentSimulator Simulator => _simulator;

    internal double[] Angles => _angles;

    internal ulong[] Queries => _queries;

    internal FragmentShots? SharedShots => _shared;

    internal FragmentShots[]? OwnShots => _own;

    internal DeviceNoise? Noise => _noise;

    private FragmentMeasurements? Measurements => (_shared ?? _own?[0])?.Measurements;

    /// <inheritdoc/>
    public override Job? Share(int index, int share, int shareCount) => Measurements is null
        ? null
        : With(index, _simulator, shots => shots.Share(share, shareCount));

    /// <inheritdoc/>
    public override Job On(DeviceNoise noise)
    {
        if (Measurements is null)
        {
            return base.On(noise);
        }

        FragmentJob noisy = With(Index, _simulator, shots => shots);
        noisy._noise = noise;
        return noisy;
    }

    /// <inheritdoc/>
    public override Job GateByGate() => With(Index, _simulator.GateByGate, shots => shots);

    /// <inheritdoc/>
    public override JobResult Execute()
    {
        double[] tensors = new double[_queries.Length * _simulator.TensorLength];
        _simulator.Evaluate(_angles, _queries.Length, tensors);
        return new(Index, Measurements is { } measurements ? Sample(tensors, measurements) : tensors);
    }

    private FragmentJob With(int index, FragmentSimulator simulator, Func<FragmentShots, FragmentShots> shots)
    {
        FragmentJob job = _own is null
            ? new(index, simulator, _angles, _queries, _shared is null ? null : shots(_shared))
            : new(index, simulator, _angles, _queries, Array.ConvertAll(_own, own => shots(own)));
        job._noise = _noise;
        return job;
    }

    private double[] Sample(double[] tensors, FragmentMeasurements measurements)
    {
        int length = measurements.MomentCount;
        double[]? damping = _noise is { } noise
            ? [.. measurements.SignCounts.Select(signs => noise.Damping(_simulator.Fragment.Circuit, signs))]
            : null;
        double[] moments = new double[_queries.Length * length];
        for (int q = 0; q < _queries.Length; q++)
        {
            FragmentShots shots = _shared ?? _own![q];
            Span<double> own = moments.AsSpan(q * length, length);
            shots.Measurements.Moments(tensors.AsSpan(q * _simulator.TensorLength, _simulator.TensorLength), own);
            for (int m = 0; damping is not null && m < length; m++)
            {
                own[m] *= damping[m];
            }

            shots.Sample(_queries[q], own);
        }

        return moments;
    }
}
