namespace CutAwareQnn.Runtime;

/// <summary>
/// A backend whose jobs may wait for a host after they were submitted. Time limits and speculation count from the start that it reports.
/// </summary>
public interface IQueueingBackend : IBackend
{
    /// <summary>Executes a job like <see cref="IBackend.Submit"/>, and reports when a host begins it.</summary>
    /// <param name="attempt">The job.</param>
    /// <param name="worker">The lane that carries it; the backend chooses the host.</param>
    /// <returns>
    /// <see cref="JobEvent.Started"/>, again after a host was lost, then one <see cref="JobEvent.Answered"/>, or an error.
    /// </returns>
    IObservable<JobEvent> Follow(JobAttempt attempt, int worker);
}
