using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The bond between the two legs of a cut: a matrix B over their entries with <c>channel = Σ_ij B[i, j] L_i ⊗ R_j</c>, and with it
/// the joint terms, γ and the derivative by the cut gate's own angles.
/// </summary>
/// <remarks>
/// With <c>exp(i(a XX + b YY + c ZZ)) = Σ_i u_i s_i ⊗ s_i</c> the entries are |u_i|² on the diagonal channels and, for i &lt; j,
/// 2·Re(u_i u_j*) on RR, its negative on TT, and -2·Im(u_i u_j*) on RT and TR. Mitarai and Fujii, arXiv:2006.11174.
/// </remarks>
public static class CutBond
{
    /// <summary>The bond of a wire cut, <c>½ Σ_P</c>; row and column by I, X, Y, Z. Peng et al., arXiv:1904.00102.</summary>
    public static double[] Wire { get; } = Enumerable.Range(0, 16).Select(i => i % 5 == 0 ? 0.5 : 0.0).ToArray();

    /// <summary>The bond of a gate cut.</summary>
    /// <param name="basis">The basis of both legs.</param>
    /// <param name="xx">Angle a in radians; 0 for rank 2.</param>
    /// <param name="yy">Angle b in radians; 0 for rank 2.</param>
    /// <param name="zz">Angle c in radians.</param>
    /// <returns>dimension² entries, row (first leg) by row.</returns>
    public static double[] Gate(LegBasis basis, double xx, double yy, double zz) =>
        Sesquilinear(basis, Amplitudes(basis, xx, yy, zz), Amplitudes(basis, xx, yy, zz));

    /// <summary>The derivative of <see cref="Gate"/> by one of its angles: 0 for a, 1 for b, 2 for c.</summary>
    public static double[] GateDerivative(LegBasis basis, double xx, double yy, double zz, int angle)
    {
        // d/dt exp(it PP) = exp(i(t + π/2) PP) along that axis: shift that angle, the others stay.
        double quarter = Math.PI / 2;
        Complex[] shifted = Amplitudes(
            basis, xx + (angle == 0 ? quarter : 0), yy + (angle == 1 ? quarter : 0), zz + (angle == 2 ? quarter : 0));
        Complex[] amplitudes = Amplitudes(basis, xx, yy, zz);
        double[] left = Sesquilinear(basis, shifted, amplitudes);
        double[] right = Sesquilinear(basis, amplitudes, shifted);
        return left.Zip(right, (l, r) => l + r).ToArray();
    }

    /// <summary>Σ|c| over the joint terms of a cut with this bond.</summary>
    public static double Gamma(double[] bond, LegBasis first, LegBasis second)
    {
        double[] left = OneNorms(first);
        double[] right = OneNorms(second);
        double gamma = 0;
        for (int i = 0; i < first.Dimension; i++)
        {
            for (int j = 0; j < second.Dimension; j++)
            {
                gamma += Math.Abs(bond[(i * second.Dimension) + j]) * left[i] * right[j];
            }
        }

        return gamma;
    }

    // Entries of Σ_ij u_i v_j* L_ij ⊗ L_ij, symmetrised so that they are real when u = v.
    private static double[] Sesquilinear(LegBasis basis, Complex[] u, Complex[] v)
    {
        int rank = u.Length;
        int dimension = basis.Dimension;
        double[] bond = new double[dimension * dimension];
        for (int i = 0; i < rank; i++)
        {
            bond[(i * dimension) + i] = (u[i] * Complex.Conjugate(v[i])).Real;
        }

        int r = rank;
        for (int i = 0; i < rank; i++)
        {
            for (int j = i + 1; j < rank; j++, r += 2)
            {
                Complex product = (u[i] * Complex.Conjugate(v[j])) + Complex.Conjugate(u[j] * Complex.Conjugate(v[i]));
                bond[(r * dimension) + r] = product.Real;
                bond[((r + 1) * dimension) + r + 1] = -product.Real;
                bond[(r * dimension) + r + 1] = -product.Imaginary;
                bond[((r + 1) * dimension) + r] = -product.Imaginary;
            }
        }

        return bond;
    }

    private static Complex[] Amplitudes(LegBasis basis, double xx, double yy, double zz)
    {
        double sc = Elementary.Sin(zz);
        double cc = Elementary.Cos(zz);
        if (basis.Insertions.Count == 2)
        {
            return [cc, new Complex(0, sc)];
        }

        double sa = Elementary.Sin(xx);
        double ca = Elementary.Cos(xx);
        double sb = Elementary.Sin(yy);
        double cb = Elementary.Cos(yy);
        return
        [
            new Complex(ca * cb * cc, sa * sb * sc), new Complex(ca * sb * sc, sa * cb * cc),
            new Complex(sa * cb * sc, ca * sb * cc), new Complex(sa * sb * cc, ca * cb * sc),
        ];
    }

    private static double[] OneNorms(LegBasis basis) => Enumerable.Range(0, basis.Dimension)
        .Select(e => Enumerable.Range(0, basis.Operations.Count).Sum(o => Math.Abs(basis.Assembly[e, o])))
        .ToArray();
}
