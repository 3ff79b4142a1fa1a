namespace CutAwareQnn.Simulation;

/// <summary>
/// All circuits of one fragment for a run of queries, evaluated from its kets. Result: exact, the tensors
/// [query][observable][entry]; with shots, the sampled moments [query][moment].
/// </summary>
public sealed class FragmentBatch : SubexperimentBatch
{
    private readonly FragmentSimulator _simulator;
    private readonly double[] _angles;
    private readonly ulong[] _queries;
    private readonly ShotPlan? _shared;
    private readonly ShotPlan[]? _own;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="simulator">The simulator of the fragment; with shots, of what its settings measure.</param>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="queries">The queries' ids.</param>
    /// <param name="shots">Shots and keys of every query; null for exact tensors.</param>
    public FragmentBatch(int index, FragmentSimulator simulator, double[] angles, ulong[] queries, ShotPlan? shots)
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
    /// <param name="shots">Shots and keys, one a query.</param>
    public FragmentBatch(int index, FragmentSimulator simulator, double[] angles, ulong[] queries, ShotPlan[] shots)
        : this(index, simulator, angles, queries, (ShotPlan?)null)
    {
        _own = shots;
    }

    /// <inheritdoc/>
    public override long CircuitCount =>
        _own?.Sum(s => s.CircuitCount) ?? (_queries.Length * (_shared?.CircuitCount ?? _simulator.Fragment.KetCount));

    /// <inheritdoc/>
    public override long ShotCount => _own?.Sum(s => s.ShotCount) ?? (_queries.Length * (_shared?.ShotCount ?? 0));

    /// <inheritdoc/>
    public override SubexperimentResult Execute()
    {
        double[] tensors = new double[_queries.Length * _simulator.TensorLength];
        _simulator.Evaluate(_angles, _queries.Length, tensors);
        return new(Index, _shared is null && _own is null ? tensors : Sample(tensors));
    }

    private double[] Sample(double[] tensors)
    {
        int length = (_shared ?? _own![0]).Settings.MomentCount;
        double[] moments = new double[_queries.Length * length];
        for (int q = 0; q < _queries.Length; q++)
        {
            ShotPlan shots = _shared ?? _own![q];
            Span<double> own = moments.AsSpan(q * length, length);
            shots.Settings.Moments(tensors.AsSpan(q * _simulator.TensorLength, _simulator.TensorLength), own);
            shots.Sample(_queries[q], own);
        }

        return moments;
    }
}
