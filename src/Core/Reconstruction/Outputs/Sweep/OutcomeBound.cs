using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// The largest conditional probability that an outcome of a place can have, whatever was fixed before: an upper bound that lets a search
/// drop prefixes whose completions cannot be likely enough.
/// </summary>
/// <remarks>
/// A boundary is a positive semidefinite matrix L over the kets of its bonds, an outcome's probability is tr(L H_x) and that of the prefix
/// tr(L N), N = Σ_x H_x. So p(x | prefix) ≤ λ_max(N^{-1/2} H_x N^{-1/2}). Where the matrix is larger than 2 × 2 its Schatten norm of order
/// 8 bounds the eigenvalue.
/// </remarks>
internal static class OutcomeBound
{
    // Beyond it one outcome costs as much as opening a node.
    private const int MostKets = 16;

    // Directions in which everything that follows has less weight are what rounding leaves of none.
    private const double LeastWeight = 1e-12;

    /// <summary>Computes the bound for one place, in (0, 1].</summary>
    /// <param name="site">The place.</param>
    /// <param name="left">The weights of the boundary before it.</param>
    /// <param name="right">The weights of the boundary after it.</param>
    public static double Of(OutputSite site, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        int kets = site.LeftBases.Aggregate(1, (n, basis) => n * Kets(basis));
        if (kets > MostKets)
        {
            return 1;
        }

        Complex[][] forms = Forms(site.LeftBases, kets);
        Complex[,] whitening = Whitening(forms, left, kets);
        int rank = whitening.GetLength(1);
        Complex[][] maps = [.. forms.Select(form => Transform(form, whitening, kets, rank))];
        double[] traces = [.. maps.Select(map => Enumerable.Range(0, rank).Sum(i => map[(i * rank) + i].Real))];
        double[] weights = new double[site.LeftLength];
        Complex[] matrix = new Complex[rank * rank];
        double most = 0;
        for (int x = 0; x < site.OutcomeCount; x++)
        {
            site.Weights(x, right, weights);
            double trace = 0;
            for (int b = 0; b < weights.Length; b++)
            {
                trace += weights[b] * traces[b];
            }

            if (trace > most)
            {
                Sum(maps, weights, matrix);
                most = Math.Max(most, Math.Min(trace, LargestEigenvalue(matrix, rank)));
            }
        }

        return Math.Min(1, most);
    }

    private static int Kets(LegBasis basis) => basis.IsWireOut ? 2 : basis.InsertionCount;

    // For every boundary entry its matrix over kets, [row][column]: a boundary's value is the trace of one matrix with another.
    private static Complex[][] Forms(IReadOnlyList<LegBasis> bases, int kets)
    {
        Complex[][] forms = [[1]];
        int size = 1;
        foreach (LegBasis basis in bases)
        {
            int own = Kets(basis);
            var next = new List<Complex[]>();
            foreach (Complex[] form in forms)
            {
                for (int entry = 0; entry < basis.Dimension; entry++)
                {
                    Complex[] product = new Complex[size * own * size * own];
                    for (int i = 0; i < product.Length; i++)
                    {
                        int row = i / (size * own);
                        int column = i % (size * own);
                        product[i] = form[(row / own * size) + (column / own)] * Entry(basis, entry, row % own, column % own);
                    }

                    next.Add(product);
                }
            }

            forms = [.. next];
            size *= own;
        }

        return size == kets ? forms : throw new InvalidOperationException($"{Counted.Of(size, "ket", "was", "were")} built, not {kets}");
    }

    private static Complex Entry(LegBasis basis, int entry, int row, int column) => basis.IsWireOut
        ? (Pauli)entry switch
        {
            Pauli.I => row == column ? 1 : 0,
            Pauli.X => row == column ? 0 : 1,
            Pauli.Y => row == column ? 0 : row == 0 ? -Complex.ImaginaryOne : Complex.ImaginaryOne,
            _ => row == column ? 1 - (2 * row) : 0,
        }
        : basis.Projection[entry, row, column];

    // V Λ^{-1/2} of the eigenvectors of N that have any weight.
    private static Complex[,] Whitening(Complex[][] forms, ReadOnlySpan<double> left, int kets)
    {
        Complex[] all = new Complex[kets * kets];
        Sum(forms, left, all);
        var matrix = ComplexMatrix.Create(kets, (r, c) => (all[(r * kets) + c] + Complex.Conjugate(all[(c * kets) + r])) / 2);
        ComplexMatrix vectors = HermitianEigenvectors.Of(matrix);
        double[] values = new double[kets];
        for (int k = 0; k < kets; k++)
        {
            for (int r = 0; r < kets; r++)
            {
                for (int c = 0; c < kets; c++)
                {
                    values[k] += (Complex.Conjugate(vectors[r, k]) * matrix[r, c] * vectors[c, k]).Real;
                }
            }
        }

        int[] heavy = [.. Enumerable.Range(0, kets).Where(k => values[k] > LeastWeight * values.Max())];
        Complex[,] whitening = new Complex[kets, heavy.Length];
        for (int r = 0; r < kets; r++)
        {
            for (int k = 0; k < heavy.Length; k++)
            {
                whitening[r, k] = vectors[r, heavy[k]] / Math.Sqrt(values[heavy[k]]);
            }
        }

        return whitening;
    }

    // W† form W.
    private static Complex[] Transform(Complex[] form, Complex[,] whitening, int kets, int rank)
    {
        Complex[] result = new Complex[rank * rank];
        for (int r = 0; r < kets; r++)
        {
            for (int c = 0; c < kets; c++)
            {
                Complex entry = form[(r * kets) + c];
                for (int i = 0; entry != 0 && i < result.Length; i++)
                {
                    result[i] += Complex.Conjugate(whitening[r, i / rank]) * entry * whitening[c, i % rank];
                }
            }
        }

        return result;
    }

    private static void Sum(Complex[][] matrices, ReadOnlySpan<double> weights, Complex[] sum)
    {
        Array.Clear(sum);
        for (int b = 0; b < weights.Length; b++)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weights[b] * matrices[b][i];
            }
        }
    }

    private static double LargestEigenvalue(Complex[] matrix, int rank)
    {
        if (rank == 2)
        {
            double half = (matrix[0].Real - matrix[3].Real) / 2;
            double other = (matrix[1].Magnitude + matrix[2].Magnitude) / 2;
            return ((matrix[0].Real + matrix[3].Real) / 2) + Math.Sqrt((half * half) + (other * other));
        }

        // The Frobenius norm of the fourth power, and its fourth root.
        Complex[] square = Product(matrix, rank);
        double norm = Product(square, rank).Sum(entry => (entry.Real * entry.Real) + (entry.Imaginary * entry.Imaginary));
        return Math.Sqrt(Math.Sqrt(Math.Sqrt(norm)));
    }

    private static Complex[] Product(Complex[] matrix, int rank)
    {
        Complex[] product = new Complex[matrix.Length];
        for (int i = 0; i < product.Length; i++)
        {
            for (int k = 0; k < rank; k++)
            {
                product[i] += matrix[(i / rank * rank) + k] * matrix[(k * rank) + (i % rank)];
            }
        }

        return product;
    }
}
