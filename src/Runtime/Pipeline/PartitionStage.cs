using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The stage partition, timed: once per circuit.</summary>
/// <param name="Estimator">The estimator of the planned circuit.</param>
/// <param name="Time">How long planning and preparing took.</param>
public sealed record PartitionStage(CutEstimator Estimator, TimeSpan Time)
{
    /// <summary>Plans a circuit and prepares its queries.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="labels">The partition.</param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="scheduler">The clock.</param>
    /// <exception cref="CutAwareException">The circuit cannot be cut so, or its queries cannot be run so.</exception>
    public static PartitionStage Plan(
        Circuit circuit, PauliSum observable, PartitionLabels labels, EstimatorSettings settings, IScheduler scheduler) =>
        Plan(() => CutPlanner.Plan(circuit, observable, labels), settings, scheduler);

    /// <summary>Prepares the queries of an annotated class, cut as it declares; its generated code is run where it has any.</summary>
    /// <typeparam name="TCircuit">The class.</typeparam>
    /// <param name="settings">How queries are run.</param>
    /// <param name="scheduler">The clock.</param>
    /// <exception cref="CutAwareException">The plan's queries cannot be run so.</exception>
    public static PartitionStage For<TCircuit>(EstimatorSettings settings, IScheduler scheduler)
        where TCircuit : ICompiledCircuit<TCircuit>
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        var estimator = CutEstimator.For<TCircuit>(settings);
        return new(estimator, stopwatch.Elapsed);
    }

    /// <summary>Plans and prepares queries.</summary>
    /// <param name="plan">Makes the plan: timed.</param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="scheduler">The clock.</param>
    /// <exception cref="CutAwareException">The plan's queries cannot be run so.</exception>
    public static PartitionStage Plan(Func<CutPlan> plan, EstimatorSettings settings, IScheduler scheduler)
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        var estimator = new CutEstimator(plan(), settings);
        return new(estimator, stopwatch.Elapsed);
    }
}
