using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Executes subexperiments. A backend knows nothing of plans: it is given batches and returns their results.</summary>
public interface IBackend
{
    /// <summary>What it is called in messages and logs.</summary>
    string Name { get; }

    /// <summary>Batches that it executes at the same time, at least 1.</summary>
    int WorkerLimit { get; }

    /// <summary>What it can run, and how often it may be called. Work that breaks a limit is not submitted.</summary>
    BackendLimits Limits => BackendLimits.None;

    /// <summary>
    /// The work, in floating point operations, below which handing a job over costs more than the job; smaller ones of a pass are handed
    /// over together. 0 where handing over costs nothing.
    /// </summary>
    double LeastWork => 0;

    /// <summary>What it takes in money and time; null where it does not say.</summary>
    BackendPrice? Price => null;

    /// <summary>Counts what a batch means to it.</summary>
    /// <param name="job">The batch.</param>
    /// <returns>The tasks that it bills and times, and the submissions that carry them.</returns>
    (long Tasks, long Submissions) Tasks(Job job) => (1, 1);

    /// <summary>Executes a batch, once for every subscription and not before it; disposal cancels what has not begun.</summary>
    /// <param name="attempt">The subexperiments.</param>
    /// <param name="worker">
    /// The worker that carries them, from 0 to below <see cref="WorkerLimit"/>; it carries nothing else meanwhile.
    /// </param>
    /// <returns>One result, with the batch's index, or an error. A second one is not listened to.</returns>
    IObservable<JobResult> Submit(JobAttempt attempt, int worker);
}
