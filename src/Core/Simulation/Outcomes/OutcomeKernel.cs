using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>Sums over outcomes, element by element: the same bits at every vector width.</summary>
internal static class OutcomeKernel
{
    /// <summary>Adds <c>target[i] ← target[i] + scale·source[i]</c>, fused.</summary>
    public static void AddScaled(Span<double> target, double scale, ReadOnlySpan<double> source)
    {
        var s = new Vector<double>(scale);
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector.FusedMultiplyAdd(s, new(source[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(scale, source[i], target[i]);
        }
    }
}
