using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>One backward pass through a fragment for a run of queries. Result: [query][slot], the derivative by each slot.</summary>
public sealed class BackwardJob : Job
{
    private readonly FragmentSimulator _simulator;
    private readonly double[] _angles;
    private readonly double[] _environments;
    private readonly int _queryCount;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="simulator">The fragment's simulator.</param>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="environments">The derivative of the value by the tensors, [query][observable][entry].</param>
    /// <param name="queryCount">Number of queries.</param>
    public BackwardJob(int index, FragmentSimulator simulator, double[] angles, double[] environments, int queryCount)
        : base(index)
    {
        _simulator = simulator;
        _angles = angles;
        _environments = environments;
        _queryCount = queryCount;
    }

    /// <inheritdoc/>
    public override long CircuitCount => (long)_queryCount * _simulator.Fragment.KetCount;

    /// <inheritdoc/>
    public override long ShotCount => 0;

    /// <inheritdoc/>
    public override int ResultLength => _queryCount * _simulator.Fragment.Slots.Count;

    /// <inheritdoc/>
    public override int? Fragment => _simulator.Fragment.Index;

    /// <inheritdoc/>
    public override int Width => _simulator.Fragment.Width;

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => [_simulator.Fragment.Circuit];

    /// <inheritdoc/>
    public override double Work => _queryCount * _simulator.OperationCount;

    internal FragmentSimulator Simulator => _simulator;

    internal double[] Angles => _angles;

    internal double[] Environments => _environments;

    internal int QueryCount => _queryCount;

    /// <inheritdoc/>
    public override Job GateByGate() => new BackwardJob(Index, _simulator.GateByGate, _angles, _environments, _queryCount);

    /// <inheritdoc/>
    public override JobResult Execute()
    {
        double[] gradients = new double[_queryCount * _simulator.Fragment.Slots.Count];
        _simulator.Backward(_angles, _queryCount, _environments, gradients);
        return new(Index, gradients);
    }
}
