using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Decides in which order, and when, the batches of a pass are handed to workers. Never what they measure: any policy gives the same bits.
/// </summary>
public interface IDispatchPolicy
{
    /// <summary>What it is called in logs and on the command line.</summary>
    string Name { get; }

    /// <summary>Its parameters by their names in logs, with units.</summary>
    IReadOnlyDictionary<string, double> Parameters => new Dictionary<string, double>();

    /// <summary>Hands out every batch once, one when a worker is free, so that a policy may decide as late as that.</summary>
    /// <param name="jobs">The batches of one pass.</param>
    /// <param name="workerCount">Workers that will take batches.</param>
    IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount);

    /// <summary>Receives how long the stages of a completed pass took; may be called from any thread.</summary>
    void Observe(StageTimes times)
    {
    }
}
