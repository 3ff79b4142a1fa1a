namespace CutAwareQnn.Estimation;

/// <summary>A request for derivatives.</summary>
/// <param name="Method">How they are taken.</param>
/// <param name="Targets">By what.</param>
/// <param name="WithErrors">Whether standard errors are wanted too; they cost about one contraction per parameter.</param>
public sealed record GradientRequest(GradientMethod Method, GradientTargets Targets, bool WithErrors = false);
