using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One term of a cut's decomposition into physical operations; its coefficient is <c>Σ factor·bond entry</c>.</summary>
/// <param name="First">Operation of the first end.</param>
/// <param name="Second">Operation of the second end.</param>
/// <param name="Parts">The bond entries that it collects.</param>
public sealed record JointTerm(int First, int Second, EquatableArray<TermPart> Parts)
{
    /// <summary>Computes the coefficient at a bond.</summary>
    public double Coefficient(double[] bond)
    {
        double sum = 0;
        foreach (TermPart part in Parts)
        {
            sum += part.Factor * bond[part.BondEntry];
        }

        return sum;
    }
}
