using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>One try at executing a batch of subexperiments.</summary>
/// <param name="Job">The batch.</param>
/// <param name="Batch">The number in its run of the batch of queries that it serves, from 0.</param>
/// <param name="Pass">The number of the pass that it belongs to within the batch of queries, from 0.</param>
/// <param name="Attempt">
/// 0 for the first try; a retry counts on from the try before, and the tries of a speculative copy from <see cref="FirstOfCopy"/>.
/// </param>
/// <remarks>The four numbers name the try, whoever carries it and whenever: what is drawn for it is keyed by them.</remarks>
public readonly record struct JobAttempt(Job Job, long Batch, int Pass, int Attempt = 0)
{
    /// <summary>The number of a copy's first try.</summary>
    public const int FirstOfCopy = 1 << 15;

    /// <summary>Returns the random numbers of this try.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What they are for: other purposes draw other numbers.</param>
    internal CounterRandom Random(ulong seed, ulong purpose) =>
        new(seed ^ purpose, (ulong)Batch, ((ulong)Pass << 48) | ((ulong)Job.Index << 16) | (ushort)Attempt);
}
