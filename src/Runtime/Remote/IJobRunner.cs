using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>Runs jobs in their wire form: the worker's half of a channel.</summary>
public interface IJobRunner
{
    /// <summary>Runs a job.</summary>
    /// <param name="job">The job in its wire form.</param>
    /// <param name="fetch">Fetches a plan by its digest; asked only for plans that the runner does not hold.</param>
    /// <param name="cancel">Withdraws the job; what has begun may finish first.</param>
    /// <returns>The result in its wire form.</returns>
    /// <exception cref="BackendException">The job cannot be read or run; the message says why in one line.</exception>
    Task<ReadOnlyMemory<byte>> Run(
        ReadOnlyMemory<byte> job, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel);
}
