using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Answers queries of a cut circuit: for each pass generate the subexperiments, execute them, fold the results in, complete. Here
/// they run one after the other on the caller's thread; the runtime drives the same passes with workers, clocks and logs.
/// </summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.CX, 0, 1).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZI"), PartitionLabels.Parse("AB", 2));
/// var estimator = new CutEstimator(plan, new EstimatorSettings(ShotBudget.Each(4096), Seed: 1));
/// Estimate estimate = estimator.Estimate([new EstimatorQuery(Id: 0, Features: [], Weights: [Math.PI / 3])])[0];
/// Console.WriteLine($"{estimate.Value:F3} ± {estimate.StandardError:F3}");    // 0.499 ± 0.017
/// </code>
/// </example>
public sealed class CutEstimator : IEstimator
{
    private readonly EstimatorSettings _settings;
    private readonly LeanPlan? _prepared;
    private readonly PublishedPlan? _published;
    private readonly DrawnPlan? _sampled;

    /// <summary>Prepares a plan for queries.</summary>
    /// <exception cref="Circuits.CutException">The plan cannot be run in the mode of the settings.</exception>
    public CutEstimator(CutPlan plan, EstimatorSettings settings)
        : this(plan, settings, null)
    {
    }

    private CutEstimator(CutPlan plan, EstimatorSettings settings, CompiledCut? compiled)
    {
        Plan = plan;
        _settings = settings;
        AllocationRules.Check(settings);
        if (settings.Mode == QueryMode.Published)
        {
            _published = new(plan);
            settings.Shots.Allocate(_published.CircuitCount);
        }
        else if (settings.Allocation == ShotAllocation.Sampled)
        {
            _sampled = new(plan, settings);
        }
        else
        {
            _prepared = compiled is null ? new(plan, settings) : new(compiled, settings);
        }
    }

    /// <summary>Prepares the plan of an annotated class; its generated code is run where it has any.</summary>
    /// <typeparam name="TCircuit">The class.</typeparam>
    /// <param name="settings">How queries are run; the published mode simulates every circuit anew, and interprets.</param>
    /// <exception cref="Circuits.CutException">The plan cannot be run in the mode of the settings.</exception>
    public static CutEstimator For<TCircuit>(EstimatorSettings settings)
        where TCircuit : ICompiledCircuit<TCircuit> => new(TCircuit.Plan, settings, TCircuit.CompiledCut);

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Estimate> Estimate(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient = null)
    {
        Passes passes = Start(queries, gradient);
        foreach (Pass pass in passes.InOrder())
        {
            foreach (Job subexperiments in pass.Generate())
            {
                pass.Add(subexperiments.Execute());
            }

            pass.Complete();
        }

        return passes.Estimates();
    }

    /// <summary>Starts a batch for a driver that takes its passes through the stages.</summary>
    public Passes Start(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient) =>
        _published is not null ? new PublishedPasses(_published, Plan.Circuit, _settings, [.. queries], gradient)
        : _sampled is not null ? new DrawnPasses(_sampled, [.. queries], gradient)
        : new LeanPasses(_prepared!, [.. queries], gradient);
}
