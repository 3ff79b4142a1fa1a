using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>The derivative of a gate's matrix by one of its angles.</summary>
public static class GateDerivative
{
    /// <summary>
    /// Returns the generator of one angle: the Hermitian G with <c>dU/dt = -i G U</c>, per radian. For a rotation exp(-i t P/2) it is P/2
    /// whatever the angle; the gaps of its spectrum are the frequencies of the shift rule.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="parameter">Which angle, from 0.</param>
    /// <param name="angles">All angles in radians.</param>
    /// <returns>2^k × 2^k.</returns>
    public static ComplexMatrix Generator(this Gate gate, int parameter, params double[] angles)
    {
        ComplexMatrix product = gate.Derivative(parameter, angles) * gate.Matrix(angles).Adjoint();
        return ComplexMatrix.Create(product.Dimension, (r, c) => Complex.ImaginaryOne * product[r, c]);
    }

    /// <summary>
    /// Returns <c>dU/dt</c>. Every entry of every matrix in the table is a trigonometric polynomial in t/2 of degree at most 2, that is of
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
