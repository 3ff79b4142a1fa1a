using System.Numerics;

namespace CutAwareQnn.Reference;

public static partial class DenseMatrix
{
    // The scaled matrix has norm at most 1/2, so the first term left out is below (1/2)^21 / 21! ~ 1e-26.
    private const int TaylorTerms = 20;

    /// <summary>Returns the matrix exponential, by scaling and squaring of its Taylor series.</summary>
    public static Complex[,] Exp(this Complex[,] a)
    {
        int squarings = 0;
        for (double norm = MaxRowSum(a); norm > 0.5; norm /= 2)
            squarings++;

        Complex[,] scaled = a.Scale(Math.ScaleB(1, -squarings));
        Complex[,] term = Identity(a.GetLength(0));
        Complex[,] result = term;
        for (int k = 1; k <= TaylorTerms; k++)
        {
            term = term.Multiply(scaled).Scale(1.0 / k);
            result = result.Add(term);
        }
        for (int i = 0; i < squarings; i++)
            result = result.Multiply(result);
        return result;
    }

    private static double MaxRowSum(Complex[,] a)
    {
        double largest = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            double sum = 0;
            for (int j = 0; j < a.GetLength(1); j++)
                sum += Complex.Abs(a[i, j]);
            if (!double.IsFinite(sum))
                throw new ArgumentException($"row {i} holds an entry that is not finite", nameof(a));
            largest = Math.Max(largest, sum);
        }
        return largest;
    }
}
