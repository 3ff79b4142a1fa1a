using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Executes subexperiments. A backend knows nothing of plans: it is given batches and returns their results.</summary>
public interface IBackend
{
    /// <summary>What it is called in messages and logs.</summary>
    string Name { get; }

    /// <summary>Batches that it executes at the same time, at least 1.</summary>
    int WorkerLimit { get; }

    /// <summary>Executes a batch, once for every subscription and not before it; disposal cancels what has not begun.</summary>
    /// <param name="batch">The subexperiments.</param>
    /// <param name="worker">
    /// The worker that carries them, from 0 to below <see cref="WorkerLimit"/>; it carries nothing else meanwhile.
    /// </param>
    /// <returns>One result, with the batch's index, or an error.</returns>
    IObservable<SubexperimentResult> Submit(SubexperimentBatch batch, int worker);
}
