using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Real powers of unitary matrices.</summary>
public static class UnitaryPower
{
    /// <summary>
    /// The power on the principal branch: an eigenvalue e^{iφ} with φ in (-π, π] becomes e^{iφ·exponent}.
    /// </summary>
    /// <param name="unitary">A unitary matrix.</param>
    /// <param name="exponent">Any finite number.</param>
    public static ComplexMatrix Power(this ComplexMatrix unitary, double exponent)
    {
        int n = unitary.Dimension;
        ComplexMatrix adjoint = unitary.Adjoint();
        ComplexMatrix vectors = JointEigenvectors.Of(
            ComplexMatrix.Create(n, (r, c) => 0.5 * (unitary[r, c] + adjoint[r, c])),
            ComplexMatrix.Create(n, (r, c) => new Complex(0, -0.5) * (unitary[r, c] - adjoint[r, c])));
        ComplexMatrix diagonal = vectors.Adjoint() * unitary * vectors;
        Complex[] powers = Enumerable.Range(0, n).Select(i => Turned(diagonal[i, i], exponent)).ToArray();
        ComplexMatrix scaled = ComplexMatrix.Create(n, (r, c) => vectors[r, c] * powers[c]);
        return scaled * vectors.Adjoint();
    }

    // An eigenvalue of -1 that rounding put just below the cut belongs above it.
    private static Complex Turned(Complex eigenvalue, double exponent)
    {
        const double Rounding = 1e-12;
        double phase = Elementary.Atan2(eigenvalue.Imaginary, eigenvalue.Real);
        phase = phase < -Math.PI + Rounding ? Math.PI : phase;
        return new(Elementary.Cos(phase * exponent), Elementary.Sin(phase * exponent));
    }
}
