using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

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
