using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// One pass of a batch of queries through the stages: generate the subexperiments, fold in their results in whatever order they
/// arrive, complete. Not thread-safe: one sink folds.
/// </summary>
public abstract class Pass
{
    /// <summary>What the pass is for.</summary>
    public abstract PassPurpose Purpose { get; }

    /// <summary>
    /// Number of queries that the pass answers: each shifted query of a shift; 0 where it only refines or prepares answers of other passes.
    /// </summary>
    public abstract long QueryCount { get; }

    /// <summary>Whether the pass may end before all results have arrived, at the price of larger standard errors.</summary>
    public virtual bool AllowsDeadline => false;

    /// <summary>Binds the angles and makes the jobs (stage generate).</summary>
    public abstract IReadOnlyList<Job> Generate();

    /// <summary>Folds one result in (stage reconstruct); queries whose results are complete are contracted at once.</summary>
    /// <exception cref="Circuits.ReconstructionException">The result is foreign, of the wrong length, or was added before.</exception>
    public abstract void Add(JobResult result);

    /// <summary>Ends the stage reconstruct.</summary>
    /// <exception cref="Circuits.ReconstructionException">Results are missing; the message names them.</exception>
    public abstract void Complete();
}
