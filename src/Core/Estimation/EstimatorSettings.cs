using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>How a query is run.</summary>
public enum QueryMode
{
    /// <summary>Unique variants from kets, contraction in planned order.</summary>
    Lean,

    /// <summary>As the field's tool runs it: every joint term emitted for every label, simulated anew, one serial joint sum.</summary>
    Published,
}

/// <summary>How a query's shots are divided.</summary>
public enum ShotAllocation
{
    /// <summary>The same number for every circuit.</summary>
    Uniform,

    /// <summary>In proportion to the largest derivative that a circuit's result can have: the decomposition's coefficients.</summary>
    Weighted,

    /// <summary>
    /// In proportion to what a circuit adds to the error at this query's parameters, which a pilot measures first. Neyman 1934,
    /// J. R. Stat. Soc. 97, 558.
    /// </summary>
    Optimal,

    /// <summary>
    /// No circuit has shots of its own: each shot of the whole draws a joint term with probability |c|/γ. For plans whose fragments
    /// touch too many cuts to be run in every variant.
    /// </summary>
    Sampled,
}

/// <summary>How derivatives are taken.</summary>
public enum GradientMethod
{
    /// <summary>By shifted evaluations, as a device can; exact in expectation.</summary>
    ParameterShift,

    /// <summary>By one exact backward pass, as only a simulator can; never sampled.</summary>
    Adjoint,
}

/// <summary>Which derivatives are wanted.</summary>
[Flags]
public enum GradientTargets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>By weights.</summary>
    Weights = 1,

    /// <summary>By features.</summary>
    Features = 2,
}

/// <summary>A request for derivatives.</summary>
/// <param name="Method">How they are taken.</param>
/// <param name="Targets">By what.</param>
/// <param name="WithErrors">Whether standard errors are wanted too; they cost about a contraction a parameter.</param>
public sealed record GradientRequest(GradientMethod Method, GradientTargets Targets, bool WithErrors = false);

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
public sealed record EstimatorSettings(
    ShotBudget Shots,
    ulong Seed = 0,
    QueryMode Mode = QueryMode.Lean,
    ShotAllocation Allocation = ShotAllocation.Uniform,
    double ContractionLimit = Contraction.DefaultLimit,
    TensorCache? Cache = null);
