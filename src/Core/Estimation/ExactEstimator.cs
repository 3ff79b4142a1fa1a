using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Answers queries exactly from the uncut circuit's state; the reference that cut estimates are compared with.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, Angle.Feature(0), 0).Add(Gates.CX, 0, 1).Build();
/// var estimator = new ExactEstimator(circuit, PauliSum.Parse("ZI"));
/// IReadOnlyList&lt;Estimate&gt; estimates = estimator.Estimate([new(Id: 0, [0.0], []), new(Id: 1, [Math.PI], [])]);
/// Console.WriteLine($"{estimates[0].Value:F3} and {estimates[1].Value:F3}");    // 1.000 and -1.000
/// </code>
/// </example>
public sealed class ExactEstimator : IEstimator
{
    private readonly Circuit _circuit;
    private readonly IReadOnlyList<PlannedTerm> _terms;
    private readonly FragmentSimulator _simulator;
    private readonly AngleBinding _slots;

    /// <summary>Prepares a circuit and its observable.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="threads">The threads that share a wide state; null for the caller's alone.</param>
    public ExactEstimator(Circuit circuit, PauliSum observable, ITileThreads? threads = null)
    {
        CutPlan whole = CutPlanner.PlanByLabel(circuit, observable, PartitionLabels.None(circuit.QubitCount));
        _circuit = circuit;
        _terms = whole.Terms;
        _simulator = FragmentSimulators.For(whole.Fragments[0], threads);
        _slots = new(whole.Fragments[0].Slots.Select(s => s.Angle));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Estimate> Estimate(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient = null)
    {
        QueryChecks.Check(_circuit, queries);
        double[] angles = new double[queries.Count * _slots.Count];
        double[] environment = new double[_simulator.TensorLength];
        foreach (PlannedTerm term in _terms)
        {
            environment[term.Observables[0]] += term.Coefficient;
        }

        for (int q = 0; q < queries.Count; q++)
        {
            Span<double> own = angles.AsSpan(q * _slots.Count, _slots.Count);
            _slots.Bind(queries[q].Features, queries[q].Weights, own);
            QueryChecks.CheckAngles(queries[q].Id, own);
        }

        double[] tensors = new double[queries.Count * environment.Length];
        _simulator.Evaluate(angles, queries.Count, tensors);
        GradientEstimate[]? gradients = gradient is null ? null : Gradients(queries, angles, environment, gradient);
        return Enumerable.Range(0, queries.Count)
            .Select(q => new Estimate(
                environment.Select((weight, o) => weight * tensors[(q * environment.Length) + o]).Sum(), 0, gradients?[q]))
            .ToArray();
    }

    private GradientEstimate[] Gradients(
        IReadOnlyList<EstimatorQuery> queries, double[] angles, double[] environment, GradientRequest request)
    {
        var chain = new ParameterChain(_circuit, _simulator.Fragment.Slots.Select(s => s.Angle).ToArray(), request.Targets);
        double[] environments = Enumerable.Repeat(environment, queries.Count).SelectMany(e => e).ToArray();
        double[] bySlot = new double[angles.Length];
        _simulator.Backward(angles, queries.Count, environments, bySlot);
        return queries
            .Select((query, q) => chain.Apply(query, bySlot.AsSpan(q * _slots.Count, _slots.Count)))
            .Select(derivatives => request.WithErrors ? derivatives.WithoutNoise() : derivatives)
            .ToArray();
    }
}
