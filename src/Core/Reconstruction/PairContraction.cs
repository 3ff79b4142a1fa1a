namespace CutAwareQnn.Reconstruction;

/// <summary>
/// One pairwise contraction with its index arithmetic done once:
/// <c>C[a, b] = Σ_s A[FreeA[a] + SharedA[s]] · B[SharedB[s] + FreeB[b]]</c>.
/// </summary>
internal sealed record PairContraction(int[] FreeLeft, int[] SharedLeft, int[] SharedRight, int[] FreeRight)
{
    public int ResultLength => checked(FreeLeft.Length * FreeRight.Length);

    public void Forward(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        int next = 0;
        foreach (int a in FreeLeft)
        {
            foreach (int b in FreeRight)
            {
                double sum = 0;
                for (int s = 0; s < SharedLeft.Length; s++)
                {
                    sum = Math.FusedMultiplyAdd(left[a + SharedLeft[s]], right[b + SharedRight[s]], sum);
                }

                result[next++] = sum;
            }
        }
    }

    // Adds to the adjoints of A and B what the adjoint of C gives them.
    public void Backward(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        ReadOnlySpan<double> resultAdjoint,
        Span<double> leftAdjoint,
        Span<double> rightAdjoint)
    {
        int next = 0;
        foreach (int a in FreeLeft)
        {
            foreach (int b in FreeRight)
            {
                double adjoint = resultAdjoint[next++];
                for (int s = 0; s < SharedLeft.Length; s++)
                {
                    int l = a + SharedLeft[s];
                    int r = b + SharedRight[s];
                    leftAdjoint[l] = Math.FusedMultiplyAdd(adjoint, right[r], leftAdjoint[l]);
                    rightAdjoint[r] = Math.FusedMultiplyAdd(adjoint, left[l], rightAdjoint[r]);
                }
            }
        }
    }
}
