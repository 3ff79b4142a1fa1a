using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Common eigenvectors of two commuting Hermitian matrices.</summary>
internal static class JointEigenvectors
{
    // Ratios in which no two pairs of eigenvalues mix to the same number by accident; the best of them is taken.
    private static readonly double[] Mixtures = [0.6180339887498949, 1.7320508075688772, -0.4142135623730951, 2.718281828459045, -1.1];

    /// <summary>Returns a unitary V with <c>V† A V</c> and <c>V† B V</c> diagonal to rounding; real where A and B are real.</summary>
    public static ComplexMatrix Of(ComplexMatrix a, ComplexMatrix b)
    {
        ComplexMatrix? best = null;
        double smallest = double.PositiveInfinity;
        foreach (double mixture in Mixtures)
        {
            ComplexMatrix vectors = HermitianEigenvectors.Of(ComplexMatrix.Create(a.Dimension, (r, c) => a[r, c] + (mixture * b[r, c])));
            double rest = OffDiagonal(vectors, a) + OffDiagonal(vectors, b);
            if (rest < smallest)
            {
                smallest = rest;
                best = vectors;
            }
        }

        return best!;
    }

    private static double OffDiagonal(ComplexMatrix vectors, ComplexMatrix matrix)
    {
        ComplexMatrix turned = vectors.Adjoint() * matrix * vectors;
        return Enumerable.Range(0, turned.Entries.Count)
            .Where(i => i / turned.Dimension != i % turned.Dimension)
            .Sum(i => Complex.Abs(turned.Entries[i]));
    }
}
