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

/// <summary>One circuit with its angles, its measurement and its share of the shots.</summary>
/// <param name="Circuit">The circuit; its weights are the bound angles.</param>
/// <param name="SignBits">Classical bits whose parity multiplies the outcome by ±1.</param>
/// <param name="Observable">The Pauli string measured at the end.</param>
/// <param name="Angles">The circuit's weights.</param>
/// <param name="Shots">Number of shots; 0 for the exact mean.</param>
/// <param name="Seed">Keys the draw with <paramref name="Query"/> and <paramref name="Subexperiment"/>.</param>
/// <param name="Query">The query's id.</param>
/// <param name="Subexperiment">The circuit's number within the query.</param>
public sealed record MeasuredCircuit(
    Circuit Circuit,
    EquatableArray<int> SignBits,
    PauliString Observable,
    double[] Angles,
    long Shots,
    ulong Seed,
    ulong Query,
    ulong Subexperiment)
{
    /// <summary>What noise leaves of the mean, in [0, 1].</summary>
    public double Damping { get; init; } = 1;

    internal double Run()
    {
        double mean = CircuitSimulator.Expectation(Circuit, [], Angles, Observable, SignBits);
        if (Shots == 0)
        {
            return mean;
        }

        var random = new CounterRandom(Seed, Query, Subexperiment);
        return ((2.0 * Binomial.Draw(ref random, Shots, 0.5 * (1 + (Damping * mean)))) - Shots) / Shots;
    }
}
