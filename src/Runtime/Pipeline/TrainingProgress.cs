using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>What has just happened in a training run.</summary>
/// <param name="State">The state now.</param>
/// <param name="BatchCount">Batches evaluated so far.</param>
/// <param name="Step">The step, if it was one.</param>
/// <param name="Test">The evaluation on the test part, if it was one.</param>
/// <param name="Outcome">The batch that led to it.</param>
public sealed record TrainingProgress(
    TrainingState State, long BatchCount, StepReport? Step, Evaluation? Test, BatchOutcome Outcome)
{
    /// <summary>The evaluation on the validation part, if it was one.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>Whether an epoch has ended after which the test part has not been evaluated yet.</summary>
    public bool EndsEpoch { get; init; }
}
