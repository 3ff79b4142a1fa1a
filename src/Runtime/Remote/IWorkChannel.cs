using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>Carries jobs to workers on other machines: all that an engine implements.</summary>
/// <remarks>
/// A channel chooses the worker, and sends a job again where its worker is lost. It holds what it is given until a worker is free, so
/// the caller sends no more than it wants in flight.
/// </remarks>
public interface IWorkChannel : IAsyncDisposable
{
    /// <summary>What the channel is called in messages and logs.</summary>
    string Name { get; }

    /// <summary>Workers as they join and are lost. A new subscriber first hears of those that are present.</summary>
    IObservable<WorkerChange> Workers { get; }

    /// <summary>
    /// Makes a plan available to workers, which fetch it by digest when a job needs it. Publishing it again has no effect.
    /// </summary>
    /// <param name="digest">SHA-256 of the bytes, in lower-case hexadecimal digits.</param>
    /// <param name="plan">The plan in its wire form.</param>
    void Publish(string digest, ReadOnlyMemory<byte> plan);

    /// <summary>Sends a job, once per subscription and not before it; disposal withdraws the job.</summary>
    /// <param name="key">Names the job. Of several answers with one key, the first counts.</param>
    /// <param name="needs">What a worker must offer to be given the job.</param>
    /// <param name="job">The job in its wire form.</param>
    /// <returns>
    /// <see cref="WorkEvent.Started"/> when a worker begins the job (again after its worker was lost), then one
    /// <see cref="WorkEvent.Answer"/>, or an error: a <see cref="BackendException"/> that names the reason, at once where no present
    /// worker can run the job.
    /// </returns>
    IObservable<WorkEvent> Send(JobKey key, Requirements needs, ReadOnlyMemory<byte> job);
}
