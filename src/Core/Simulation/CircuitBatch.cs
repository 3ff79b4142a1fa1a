using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Circuits simulated one by one, each from the beginning, as a device or the field's tool would. Result: the mean of each, in order.
/// </summary>
public sealed class CircuitBatch : SubexperimentBatch
{
    private readonly CircuitJob[] _jobs;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="jobs">The circuits.</param>
    public CircuitBatch(int index, CircuitJob[] jobs)
        : base(index)
    {
        _jobs = jobs;
    }

    /// <inheritdoc/>
    public override long CircuitCount => _jobs.Length;

    /// <inheritdoc/>
    public override long ShotCount => _jobs.Sum(j => j.Shots);

    /// <inheritdoc/>
    public override int ResultLength => _jobs.Length;

    /// <inheritdoc/>
    public override int Width => _jobs.Max(j => j.Circuit.QubitCount);

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => _jobs.Select(j => j.Circuit);

    /// <inheritdoc/>
    public override double Work => _jobs.Sum(j => (double)j.Circuit.Instructions.Count * (1L << j.Circuit.QubitCount));

    /// <inheritdoc/>
    public override double VarianceBound => _jobs.Sum(j => j.Shots > 0 ? 1.0 / j.Shots : 0);

    /// <inheritdoc/>
    public override SubexperimentBatch On(DeviceNoise noise) => _jobs.Any(j => j.Shots == 0)
        ? base.On(noise)
        : new CircuitBatch(Index, [.. _jobs.Select(j => j with
        {
            Damping = noise.Damping(j.Circuit, j.SignBits.Count + j.Observable.Letters.Count(l => l != 'I')),
        })]);

    /// <inheritdoc/>
    public override SubexperimentResult Execute() => new(Index, _jobs.Select(j => j.Run()).ToArray());
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
public sealed record CircuitJob(
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
