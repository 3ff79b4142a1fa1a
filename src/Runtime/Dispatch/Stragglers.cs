using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Holds up batches of subexperiments on purpose: each try at one waits on its worker with a given probability. Which ones do, and how
/// long, depends on the seed and the try alone, so they are the same under every policy, worker count and mitigation.
/// </summary>
public sealed class Stragglers
{
    private const ulong Purpose = 0x5354_5241_4747_4C45;

    private readonly ulong _seed;

    /// <summary>Creates stragglers.</summary>
    /// <param name="probability">That a try is held up, in [0, 1].</param>
    /// <param name="delay">For how long; with a tail the mean.</param>
    /// <param name="tailIndex">
    /// The shape α of a Pareto distribution of the delay, above 1: P(delay > t) falls as t^-α, and below 2 the variance is infinite.
    /// Null for the same delay each time.
    /// </param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="BackendException">A number is out of its range.</exception>
    public Stragglers(double probability, TimeSpan delay, double? tailIndex, ulong seed)
    {
        if (!(probability is >= 0 and <= 1) || delay < TimeSpan.Zero || tailIndex is <= 1 or double.NaN)
        {
            throw new BackendException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"stragglers with probability {probability}, delay {delay.TotalSeconds} s and tail "
                + $"{tailIndex?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; give a probability in [0, "
                + $"1], a delay from 0 and a tail above 1"));
        }

        Probability = probability;
        Delay = delay;
        TailIndex = tailIndex;
        _seed = seed;
    }

    /// <summary>The probability that a try is held up.</summary>
    public double Probability { get; }

    /// <summary>For how long; with a tail the mean.</summary>
    public TimeSpan Delay { get; }

    /// <summary>The shape of the delay's distribution; null where it is constant.</summary>
    public double? TailIndex { get; }

    /// <summary>Returns how long a try is held up; zero for most.</summary>
    public TimeSpan DelayOf(JobAttempt attempt)
    {
        CounterRandom random = attempt.Random(_seed, Purpose);
        if (random.NextDouble() >= Probability)
        {
            return TimeSpan.Zero;
        }

        // Pareto with mean 1: (α - 1)/α · U^(-1/α).
        double length = TailIndex is { } shape
            ? (shape - 1) / shape * Elementary.Exp(-Elementary.Log(random.NextDoubleOpen()) / shape)
            : 1;
        return Delay * length;
    }
}
