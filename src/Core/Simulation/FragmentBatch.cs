
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// All variants of one fragment for a run of queries, evaluated from its kets. Result: exact, the tensors
/// [query][observable][entry]; with shots, the sampled means [query][observable][variant].
/// </summary>
public sealed class FragmentBatch : SubexperimentBatch
{
    // A binomial draw takes about 60 ns, a step of a program for one query 0.2 ns (benchmarks CutQuery, FragmentChain).
    private const double DrawCost = 300;

    private readonly FragmentSimulator _simulator;
    private readonly LegTransform _expansion;
    private readonly double[] _angles;
    private readonly ulong[] _queries;
    private readonly ShotPlan? _shots;
    private DeviceNoise? _noise;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="simulator">The fragment's simulator.</param>
    /// <param name="expansion">The fragment's <see cref="LegTransform.Expansion"/>.</param>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="queries">The queries' ids.</param>
    /// <param name="shots">Shots and keys; null for exact tensors.</param>
    public FragmentBatch(
        int index, FragmentSimulator simulator, LegTransform expansion, double[] angles, ulong[] queries, ShotPlan? shots)
        : base(index)
    {
        _simulator = simulator;
        _expansion = expansion;
        _angles = angles;
        _queries = queries;
        _shots = shots;
    }

    /// <inheritdoc/>
    public override long CircuitCount => _queries.Length * (_shots?.CircuitCount ?? _simulator.Fragment.KetCount);

    /// <inheritdoc/>
    public override long ShotCount => _queries.Length * (_shots?.ShotCount ?? 0);

    /// <inheritdoc/>
    public override int ResultLength => _queries.Length * (_shots?.Shots.Count ?? _simulator.TensorLength);

    /// <inheritdoc/>
    public override int? Fragment => _simulator.Fragment.Index;

    /// <inheritdoc/>
    public override int Width => _simulator.Fragment.Width;

    /// <inheritdoc/>
    public override double Work => _queries.Length * (_simulator.OperationCount + ((_shots?.CircuitCount ?? 0) * DrawCost));

    /// <inheritdoc/>
    public override double VarianceBound => _queries.Length * (_shots?.VarianceBound ?? 0);

    /// <inheritdoc/>
    public override SubexperimentBatch? Share(int index, int share, int shareCount) => _shots is null
        ? null
        : new FragmentBatch(index, _simulator, _expansion, _angles, _queries, _shots.Share(share, shareCount));

    /// <inheritdoc/>
    public override SubexperimentBatch On(DeviceNoise noise) => _shots is null
        ? base.On(noise)
        : new FragmentBatch(Index, _simulator, _expansion, _angles, _queries, _shots) { _noise = noise };

    /// <inheritdoc/>
    public override SubexperimentBatch GateByGate() =>
        new FragmentBatch(Index, _simulator.GateByGate, _expansion, _angles, _queries, _shots) { _noise = _noise };

    /// <inheritdoc/>
    public override SubexperimentResult Execute()
    {
        int length = _simulator.TensorLength;
        double[] tensors = new double[_queries.Length * length];
        _simulator.Evaluate(_angles, _queries.Length, tensors);
        return new(Index, _shots is null ? tensors : Sample(tensors, _shots));
    }

    private double[] Sample(double[] tensors, ShotPlan shots)
    {
        int observables = _simulator.Fragment.Observables.Count;
        double[] means = new double[_queries.Length * observables * _expansion.OutputLength];
        for (int i = 0; i < _queries.Length * observables; i++)
        {
            _expansion.Apply(
                tensors.AsSpan(i * _expansion.InputLength, _expansion.InputLength),
                means.AsSpan(i * _expansion.OutputLength, _expansion.OutputLength));
        }

        int length = observables * _expansion.OutputLength;
        if (_noise is not null)
        {
            double[] damping = Damping(_noise);
            for (int i = 0; i < means.Length; i++)
            {
                means[i] *= damping[i % length];
            }
        }

        for (int q = 0; q < _queries.Length; q++)
        {
            shots.Sample(_queries[q], means.AsSpan(q * length, length));
        }

        return means;
    }

    // [observable][variant], the last leg fastest.
    private double[] Damping(DeviceNoise noise)
    {
        Fragment fragment = _simulator.Fragment;
        int[] measured = [0];
        foreach (Leg leg in fragment.Legs)
        {
            measured = [.. measured.SelectMany(m => leg.Basis.Operations.Select(o => m + (o.Measures ? 1 : 0)))];
        }

        return [.. fragment.Observables.SelectMany(
            o => measured.Select(m => noise.Damping(fragment.Circuit, m + o.Letters.Count(l => l != 'I'))))];
    }
}
