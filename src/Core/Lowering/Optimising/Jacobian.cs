using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>A program with its derivatives.</summary>
/// <param name="Program">
/// Outputs: the values, then [value][symbol] the derivatives. Its scalar inputs are the <paramref name="Factors"/>.
/// </param>
/// <param name="Factors">What the chain rule multiplies by where angles are not affine: expressions in the same symbols.</param>
public sealed record Jacobian(Program Program, EquatableArray<Angle> Factors);
