using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A training as its command line describes it, ready to run.</summary>
/// <param name="Training">The model and how it is trained.</param>
/// <param name="Samples">The samples, reduced and scaled.</param>
/// <param name="Stages">The plans, one per observable.</param>
/// <param name="Settings">How queries are run.</param>
/// <param name="Config">The settings that are recorded.</param>
/// <param name="Workers">The workers.</param>
internal sealed record PreparedTraining(
    Training Training,
    TrainingSamples Samples,
    IReadOnlyList<PartitionStage> Stages,
    EstimatorSettings Settings,
    TrainConfig Config,
    LocalWorkers Workers) : IDisposable
{
    public void Dispose() => Workers.Dispose();
}
