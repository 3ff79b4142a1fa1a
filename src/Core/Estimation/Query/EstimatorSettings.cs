using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>What the queries of a run share.</summary>
/// <param name="Shots">The shot budget.</param>
/// <param name="Seed">Keys all random numbers, together with the query and the subexperiment.</param>
/// <param name="Mode">How queries are run.</param>
/// <param name="Allocation">How shots are divided; published mode knows the uniform way only.</param>
/// <param name="ContractionLimit">
/// The most numbers that the intermediate tensors of a contraction may take, those kept for derivatives included; beyond it the values
/// of some cuts are taken one by one. Each thread that contracts takes as many.
/// </param>
/// <param name="Cache">
/// Where exact fragment tensors of lean queries are looked up before they are computed; null for nowhere. The bits are the same; worth it
/// where state vectors are simulated or queries repeat.
/// </param>
/// <param name="Threads">
/// The threads that share the states of wide fragments, on top of the workers that take whole jobs; null for the worker's own. The bits
/// are the same.
/// </param>
/// <example>
/// <code>
/// // Every circuit with 1,024 shots; the same seed gives the same bits on any number of workers.
/// var sampled = new EstimatorSettings(ShotBudget.Each(1024), Seed: 7);
/// var exact = new EstimatorSettings(ShotBudget.Exact);
/// Console.WriteLine($"{sampled.Shots.PerCircuit} and {exact.Shots.IsExact}");    // 1024 and True
/// </code>
/// </example>
public sealed record EstimatorSettings(
    ShotBudget Shots,
    ulong Seed = 0,
    QueryMode Mode = QueryMode.Lean,
    ShotAllocation Allocation = ShotAllocation.Uniform,
    double ContractionLimit = Contraction.DefaultLimit,
    TensorCache? Cache = null,
    ITileThreads? Threads = null);
