using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The bond between the two ends of cut gates, and its derivative by the gates' own angles.</summary>
/// <remarks>
/// With <c>Π_k exp(i(a_k XX + b_k YY + c_k ZZ)) = Σ_s u_s P_s ⊗ P_s</c> over strings s of inserted operators the entries are |u_s|² on
/// the diagonal channels and, for s &lt; q, 2·Re(u_s u_q*) on RR, its negative on TT, and -2·Im(u_s u_q*) on RT and TR.
/// Mitarai and Fujii, arXiv:2006.11174; Ufrecht et al., arXiv:2312.09679.
/// </remarks>
internal static class CutBond
{
    /// <summary>Computes the bond.</summary>
    /// <param name="places">For each gate its inserted operators: one of a local gate, I, Z of rank 2, or I, X, Y, Z.</param>
    /// <param name="angles">For each gate the angles of XX, YY (0 for rank 2) and ZZ, in radians.</param>
    /// <returns>N⁴ entries for N combinations of operators, row (first end) by row.</returns>
    public static double[] Gates(IReadOnlyList<IReadOnlyList<Pauli>> places, double[] angles)
    {
        Complex[] u = Amplitudes(places, angles);
        return Sesquilinear(u, u);
    }

    /// <summary>Computes the derivative of <see cref="Gates"/> by one of the angles.</summary>
    public static double[] GatesDerivative(IReadOnlyList<IReadOnlyList<Pauli>> places, double[] angles, int angle)
    {
        // d/dt exp(it PP) = exp(i(t + π/2) PP) along that axis: shift that angle, the others stay.
        double[] shifted = [.. angles];
        shifted[angle] += Math.PI / 2;
        Complex[] u = Amplitudes(places, angles);
        Complex[] v = Amplitudes(places, shifted);
        return Sesquilinear(v, u).Zip(Sesquilinear(u, v), (l, r) => l + r).ToArray();
    }

    /// <summary>Computes the amplitude u_s of every combination of operators, the last gate's fastest.</summary>
    public static Complex[] Amplitudes(IReadOnlyList<IReadOnlyList<Pauli>> places, double[] angles)
    {
        Complex[] amplitudes = [1];
        for (int gate = 0; gate < places.Count; gate++)
        {
            Complex[] own = Amplitudes(places[gate].Count, angles[3 * gate], angles[(3 * gate) + 1], angles[(3 * gate) + 2]);
            amplitudes = amplitudes.SelectMany(_ => own, (a, b) => a * b).ToArray();
        }

        return amplitudes;
    }

    private static Complex[] Amplitudes(int rank, double xx, double yy, double zz)
    {
        double sc = Elementary.Sin(zz);
        double cc = Elementary.Cos(zz);
        if (rank <= 2)
        {
            return rank == 1 ? [1] : [cc, new Complex(0, sc)];
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

    // Entries of Σ_ij u_i v_j* L_ij ⊗ L_ij, symmetrised so that they are real when u = v.
    private static double[] Sesquilinear(Complex[] u, Complex[] v)
    {
        int count = u.Length;
        int dimension = count * count;
        double[] bond = new double[dimension * dimension];
        for (int i = 0; i < count; i++)
        {
            bond[(i * dimension) + i] = (u[i] * Complex.Conjugate(v[i])).Real;
        }

        int r = count;
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++, r += 2)
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
}
