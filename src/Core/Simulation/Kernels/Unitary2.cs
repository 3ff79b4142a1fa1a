using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A 2 × 2 matrix; the name of its use, projectors and their like are allowed too.</summary>
internal readonly record struct Unitary2(Complex M00, Complex M01, Complex M10, Complex M11)
{
    /// <summary>The conjugate transpose.</summary>
    public Unitary2 Adjoint() => new(Complex.Conjugate(M00), Complex.Conjugate(M10), Complex.Conjugate(M01), Complex.Conjugate(M11));
}
