using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>The derivative of a gate's matrix by one of its angles.</summary>
public static class GateDerivative
{
    /// <summary>
    /// <c>dU/dt</c>. Every entry of every matrix in the table is a trigonometric polynomial in t/2 of degree at most 2, that is of
    /// frequencies 0, 1/2 and 1, so the four shifts that differentiate an expectation value of such frequencies are exact here too.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="parameter">Which angle, from 0.</param>
    /// <param name="angles">All angles in radians.</param>
    /// <returns>2^k × 2^k, per radian.</returns>
    public static ComplexMatrix Derivative(this Gate gate, int parameter, params double[] angles)
    {
        double[] shifted = angles.ToArray();
        Complex[]? sum = null;
        foreach (ShiftTerm term in ShiftRule.FourTerm.Terms)
        {
            shifted[parameter] = angles[parameter] + term.Shift;
            ComplexMatrix matrix = gate.Matrix(shifted);
            sum ??= new Complex[matrix.Entries.Count];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += term.Coefficient * matrix.Entries[i];
            }
        }

        return new(sum!);
    }
}
