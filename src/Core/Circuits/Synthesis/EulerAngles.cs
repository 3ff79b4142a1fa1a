using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>A one-qubit unitary as <c>e^{i·phase} U(θ, φ, λ)</c>.</summary>
/// <param name="Theta">θ in [0, π].</param>
/// <param name="Phi">φ, radians.</param>
/// <param name="Lambda">λ, radians.</param>
/// <param name="Phase">The global phase, radians.</param>
public sealed record EulerAngles(double Theta, double Phi, double Lambda, double Phase)
{
    /// <summary>Creates the angles of a 2 × 2 unitary.</summary>
    /// <remarks>Where an entry is near 0 its argument is noise, so the angles are read off the larger ones.</remarks>
    public static EulerAngles Of(ComplexMatrix unitary)
    {
        Complex u00 = unitary[0, 0];
        Complex u10 = unitary[1, 0];
        double theta = 2 * Elementary.Atan2(Complex.Abs(u10), Complex.Abs(u00));
        if (Complex.Abs(u00) >= Complex.Abs(u10))
        {
            double phase = Argument(u00);
            double phi = u10 == 0 ? 0 : Argument(u10) - phase;
            return new(theta, phi, Argument(unitary[1, 1]) - phase - phi, phase);
        }
        else
        {
            double phase = Argument(u00 == 0 ? u10 : u00);
            return new(theta, Argument(u10) - phase, Argument(-unitary[0, 1]) - phase, phase);
        }
    }

    private static double Argument(Complex value) => Elementary.Atan2(value.Imaginary, value.Real);
}
