using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>The unnormalised density matrix of all runs that have seen the same classical bits.</summary>
/// <param name="Bits">Classical bit b is bit b of this number; all start as 0.</param>
/// <param name="Rho">2^n x 2^n; its trace is the probability of these bits.</param>
public sealed record DenseBranch(int Bits, Complex[,] Rho);
