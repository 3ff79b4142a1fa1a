using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Hands out the batches whose results are noisiest first (<see cref="SubexperimentBatch.VarianceBound"/>), so that what a deadline
/// cuts off matters least. In the order of generation where they are equal, as in exact mode.
/// </summary>
public sealed class LargestVarianceFirstPolicy : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "largest-variance-first";

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<SubexperimentBatch> batches, int workerCount) =>
        new CursorDemand<Dispatch>(batches.OrderByDescending(batch => batch.VarianceBound).Select(batch => new Dispatch(batch)));
}
