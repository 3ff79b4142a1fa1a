using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Eigenvectors of a small Hermitian matrix by Jacobi's rotations; real matrices have real ones.</summary>
/// <remarks>
/// Golub and Van Loan, Matrix Computations, 4th ed., section 8.5: the sum of squares off the diagonal falls quadratically.
/// </remarks>
internal static class HermitianEigenvectors
{
    private const int MostSweeps = 60;

    /// <summary>Returns a unitary V whose columns are eigenvectors: <c>V† H V</c> is diagonal to rounding.</summary>
    public static ComplexMatrix Of(ComplexMatrix hermitian)
    {
        int n = hermitian.Dimension;
        Complex[,] h = new Complex[n, n];
        Complex[,] v = new Complex[n, n];
        for (int r = 0; r < n; r++)
        {
            v[r, r] = 1;
            for (int c = 0; c < n; c++)
            {
                h[r, c] = hermitian[r, c];
            }
        }

        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool isDiagonal = true;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    isDiagonal &= !Rotate(h, v, p, q);
                }
            }

            if (isDiagonal)
            {
                break;
            }
        }

        return ComplexMatrix.Create(n, (r, c) => v[r, c]);
    }

    // With h_pq = |h_pq| e^{iφ}: columns p and q become c·p - s·e^{-iφ}·q and s·e^{iφ}·p + c·q; false if there is nothing to do.
    private static bool Rotate(Complex[,] h, Complex[,] v, int p, int q)
    {
        double size = Complex.Abs(h[p, q]);
        if (size <= 1e-17 * (1 + Complex.Abs(h[p, p]) + Complex.Abs(h[q, q])))
        {
            return false;
        }

        Complex phase = h[p, q] / size;
        double ratio = (h[q, q].Real - h[p, p].Real) / (2 * size);
        double tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        Complex sine = tangent * cosine * phase;
        int n = h.GetLength(0);
        for (int row = 0; row < n; row++)
        {
            (h[row, p], h[row, q]) = Turn(h[row, p], h[row, q]);
            (v[row, p], v[row, q]) = Turn(v[row, p], v[row, q]);
        }

        for (int column = 0; column < n; column++)
        {
            (Complex a, Complex b) = Turn(Complex.Conjugate(h[p, column]), Complex.Conjugate(h[q, column]));
            h[p, column] = Complex.Conjugate(a);
            h[q, column] = Complex.Conjugate(b);
        }

        return true;

        (Complex, Complex) Turn(Complex a, Complex b) =>
            ((cosine * a) - (Complex.Conjugate(sine) * b), (sine * a) + (cosine * b));
    }
}
