using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Hands out fragment after fragment, in the order of generation within each, every fragment a fixed time behind the one before it.</summary>
/// <param name="spacing">From the start of one fragment's batches to the start of the next one's.</param>
public sealed class StaggeredPolicy(TimeSpan spacing) : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "staggered";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters { get; } =
        new SortedDictionary<string, double> { ["spacing_s"] = spacing.TotalSeconds };

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<SubexperimentBatch> batches, int workerCount) => new CursorDemand<Dispatch>(batches
        .GroupBy(batch => batch.Fragment)
        .SelectMany((group, g) => group.Select(batch => new Dispatch(batch, g * spacing))));
}
