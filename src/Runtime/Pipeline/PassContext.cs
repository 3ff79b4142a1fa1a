using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A pass on its way through the stages.</summary>
/// <param name="Request">The batch of queries that it serves.</param>
/// <param name="Number">Its number among the batch's passes, from 0.</param>
/// <param name="Run">What is run.</param>
/// <param name="Meter">Times and counts it.</param>
/// <param name="Slots">The workers, where batches of queries in flight share them; null where this one has them all.</param>
internal sealed record PassContext(BatchRequest Request, int Number, QueryRun Run, PassMeter Meter, WorkerSlots? Slots)
{
    /// <summary>What it is for, as logged. A forward pass behind others serves their derivatives.</summary>
    public BatchPurpose Purpose => Run.Purpose switch
    {
        RunPurpose.Shift => BatchPurpose.Shift,
        RunPurpose.Adjoint => BatchPurpose.Adjoint,
        _ when Number > 0 && Run is ForwardRun => BatchPurpose.Adjoint,
        _ => Request.IsEvaluation ? BatchPurpose.Evaluation : BatchPurpose.Forward,
    };

    /// <summary>Whether it may be cut off: only a lean query's values say how much worse they become.</summary>
    public bool AllowsDeadline => Run is ForwardRun && Request.Gradient is null;
}
