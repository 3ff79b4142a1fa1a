namespace CutAwareQnn.Estimation;

/// <summary>A request for derivatives.</summary>
/// <param name="Method">How they are taken.</param>
/// <param name="Targets">By what.</param>
/// <param name="WithErrors">Whether standard errors are wanted too; they cost about one contraction per parameter.</param>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(1).Add(Gates.RY, Angle.Weight(0), 0).Build();
/// Estimate estimate = new ExactEstimator(circuit, PauliSum.Parse("Z")).Estimate(
///     [new EstimatorQuery(Id: 0, Features: [], Weights: [Math.PI / 6])],
///     new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights))[0];
/// Console.WriteLine($"{estimate.Gradient!.Weights[0]:F6}");    // -0.500000
/// </code>
/// </example>
public sealed record GradientRequest(GradientMethod Method, GradientTargets Targets, bool WithErrors = false);
