using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A pass on its way through the stages.</summary>
/// <param name="Request">The batch of queries that it serves.</param>
/// <param name="Number">Its number among the batch's passes, from 0.</param>
/// <param name="Pass">What is run.</param>
/// <param name="Meter">Times and counts it.</param>
/// <param name="Slots">The workers, where batches of queries in flight share them; null where this one has them all.</param>
internal sealed record PassContext(BatchRequest Request, int Number, Pass Pass, PassMeter Meter, WorkerSlots? Slots)
{
    /// <summary>The purpose as logged: what the pass states, or the evaluation that its batch is for.</summary>
    public BatchPurpose Purpose => Pass.Purpose switch
    {
        PassPurpose.Shift => BatchPurpose.Shift,
        PassPurpose.Adjoint => BatchPurpose.Adjoint,
        _ => Request.IsEvaluation ? BatchPurpose.Evaluation : BatchPurpose.Forward,
    };
}
