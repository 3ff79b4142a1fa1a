using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>From the derivatives by coefficients to those by symbols.</summary>
/// <param name="Chain">
/// Inputs: the coefficients of <see cref="StateLoops.Coefficients"/>, the derivatives by those of the sweeps, then
/// <paramref name="Factors"/>. Outputs: the derivative by each symbol.
/// </param>
/// <param name="Factors">What the chain rule multiplies by where angles are not affine.</param>
public sealed record StateLoopGradient(Program Chain, EquatableArray<Angle> Factors);
