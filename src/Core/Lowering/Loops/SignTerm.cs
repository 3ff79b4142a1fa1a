namespace CutAwareQnn.Lowering;

/// <summary>A term of a sum of signs.</summary>
/// <param name="Coefficient">Its magnitude, with the amplitudes' normalisation.</param>
/// <param name="Mask">The bits whose parity is its sign.</param>
public readonly record struct SignTerm(double Coefficient, int Mask);
