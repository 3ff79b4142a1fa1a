using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Real powers of unitary matrices.</summary>
public static class UnitaryPower
{
    /// <summary>
    /// Returns the power on the principal branch: an eigenvalue e^{iφ} with φ in (-π, π] becomes e^{iφ·exponent}.
    /// </summary>
    /// <param name="unitary">A unitary matrix.</param>
    /// <param name="exponent">Any finite number.</param>
    public static ComplexMatrix Power(this ComplexMatrix unitary, double exponent) =>
        OfEigenvalues(unitary, phase => phase * exponent);

    /// <summary>Returns a whole power.</summary>
    /// <param name="unitary">A unitary matrix.</param>
    /// <param name="exponent">Any integer as long as every eigenvalue's phase is a fraction of π; else at most 100,000.</param>
    /// <exception cref="CircuitException">The phases, known to about 1e-15, do not determine the power.</exception>
    public static ComplexMatrix WholePower(this ComplexMatrix unitary, BigInteger exponent) =>
        OfEigenvalues(unitary, phase => WholePhase(phase, exponent));

    private static ComplexMatrix OfEigenvalues(ComplexMatrix unitary, Func<double, double> phaseOf)
    {
        int n = unitary.Dimension;
        ComplexMatrix adjoint = unitary.Adjoint();
        ComplexMatrix vectors = JointEigenvectors.Of(
            ComplexMatrix.Create(n, (r, c) => 0.5 * (unitary[r, c] + adjoint[r, c])),
            ComplexMatrix.Create(n, (r, c) => new Complex(0, -0.5) * (unitary[r, c] - adjoint[r, c])));
        ComplexMatrix diagonal = vectors.Adjoint() * unitary * vectors;
        Complex[] powers = Enumerable.Range(0, n).Select(i => Turned(diagonal[i, i], phaseOf)).ToArray();
        ComplexMatrix scaled = ComplexMatrix.Create(n, (r, c) => vectors[r, c] * powers[c]);
        return scaled * vectors.Adjoint();
    }

    // Gates that come back after some repetitions have phases that are fractions of π; rounding hides it.
    private static double WholePhase(double phase, BigInteger exponent)
    {
        const double PhaseRounding = 1e-13;
        const int LargestDenominator = 96;
        const int LargestInexactExponent = 100_000;
        for (int denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            double fraction = Math.Round(phase / Math.PI * denominator) * Math.PI / denominator;
            if (Math.Abs(phase - fraction) < PhaseRounding)
            {
                return WholeMultiple.Of(fraction, exponent, 1);
            }
        }

        return BigInteger.Abs(exponent) <= LargestInexactExponent ? phase * (double)exponent : throw new CircuitException(
            "a matrix to so large a power is not known to ten digits; "
            + $"give an exponent of at most {LargestInexactExponent}, or write the gate as one rotation");
    }

    // An eigenvalue of -1 that rounding put just below the cut belongs above it.
    private static Complex Turned(Complex eigenvalue, Func<double, double> phaseOf)
    {
        const double Rounding = 1e-12;
        double phase = Elementary.Atan2(eigenvalue.Imaginary, eigenvalue.Real);
        phase = phase < -Math.PI + Rounding ? Math.PI : phase;
        double turned = phaseOf(phase);
        return new(Elementary.Cos(turned), Elementary.Sin(turned));
    }
}
