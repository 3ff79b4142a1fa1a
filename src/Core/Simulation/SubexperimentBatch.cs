namespace CutAwareQnn.Simulation;

/// <summary>
/// The unit that is scheduled: all subexperiments of one fragment for a run of queries, or a run of circuits. It knows nothing of
/// plans; its result carries its index, which is how results find their place whatever order they arrive in.
/// </summary>
public abstract class SubexperimentBatch
{
    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the batches of one run, from 0.</param>
    protected SubexperimentBatch(int index)
    {
        Index = index;
    }

    /// <summary>Position among the batches of one run, from 0.</summary>
    public int Index { get; }

    /// <summary>Circuits run: physical variants with shots, state vectors in exact mode.</summary>
    public abstract long CircuitCount { get; }

    /// <summary>Shots spent; 0 in exact mode.</summary>
    public abstract long ShotCount { get; }

    /// <summary>Simulates the subexperiments. Pure: the same batch gives the same bits on any thread.</summary>
    public abstract SubexperimentResult Execute();
}

/// <summary>What a batch measured.</summary>
/// <param name="Batch">The batch's index.</param>
/// <param name="Values">Laid out as the batch's kind says.</param>
public sealed record SubexperimentResult(int Batch, double[] Values);
