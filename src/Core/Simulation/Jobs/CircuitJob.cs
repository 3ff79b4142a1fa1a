using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Circuits simulated one by one, each from the beginning, as a device or the field's tool would. Result: the mean of each, in order.
/// </summary>
public sealed class CircuitJob : Job
{
    private readonly MeasuredCircuit[] _circuits;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="circuits">The circuits.</param>
    public CircuitJob(int index, MeasuredCircuit[] circuits)
        : base(index)
    {
        _circuits = circuits;
    }

    /// <inheritdoc/>
    public override long CircuitCount => _circuits.Length;

    /// <inheritdoc/>
    public override long ShotCount => _circuits.Sum(c => c.Shots);

    /// <inheritdoc/>
    public override int ResultLength => _circuits.Length;

    /// <inheritdoc/>
    public override int Width => _circuits.Max(c => c.Circuit.QubitCount);

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => _circuits.Select(c => c.Circuit);

    /// <inheritdoc/>
    public override double Work => _circuits.Sum(c => (double)c.Circuit.Instructions.Count * (1L << c.Circuit.QubitCount));

    /// <inheritdoc/>
    public override double VarianceBound => _circuits.Sum(c => c.Shots > 0 ? 1.0 / c.Shots : 0);

    internal IReadOnlyList<MeasuredCircuit> Measured => _circuits;

    /// <inheritdoc/>
    public override Job On(DeviceNoise noise) => _circuits.Any(c => c.Shots == 0)
        ? base.On(noise)
        : new CircuitJob(Index, [.. _circuits.Select(c => c with
        {
            Damping = noise.Damping(c.Circuit, c.SignBits.Count + c.Observable.Letters.Count(l => l != 'I')),
        })]);

    /// <inheritdoc/>
    public override JobResult Execute() => new(Index, _circuits.Select(c => c.Run()).ToArray());
}
