using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// An operation that need not be run, because <c>Dropped = First + Second - Subtracted</c> as maps: |−⟩⟨−| = |0⟩⟨0| + |1⟩⟨1| − |+⟩⟨+|, or
/// S† = I + Z − S.
/// </summary>
/// <param name="Dropped">Index of the operation that is not run.</param>
/// <param name="First">Index of an operation that is.</param>
/// <param name="Second">Another.</param>
/// <param name="Subtracted">The third.</param>
/// <remarks>
/// With |−⟩ and |−i⟩ dropped a wire is CutQC's form with 4 preparations, arXiv:2012.02333. ShotQC, arXiv:2412.17704, uses the same freedom
/// continuously.
/// </remarks>
public readonly record struct OperationExchange(int Dropped, int First, int Second, int Subtracted)
{
    // Entries are halves and the like; equal ones differ by their last bits.
    private const double Rounding = 1e-12;

    /// <summary>Returns every exchange at a leg: among operations that measure nothing and are run for themselves.</summary>
    public static IReadOnlyList<OperationExchange> Of(LegBasis basis)
    {
        int[] operations = Enumerable.Range(0, basis.Operations.Count)
            .Where(o => !basis.Operations[o].Measures && basis.CarrierOf(o) == o)
            .ToArray();
        (int A, int B)[] pairs = operations.SelectMany(a => operations.Where(b => b > a).Select(b => (a, b))).ToArray();
        return pairs
            .SelectMany(p => pairs.Where(q => q != p && AreEqual(basis, p, q)).SelectMany(q => new OperationExchange[]
            {
                new(p.A, q.A, q.B, p.B), new(p.B, q.A, q.B, p.A),
            }))
            .ToArray();
    }

    private static bool AreEqual(LegBasis basis, (int A, int B) p, (int A, int B) q) => Enumerable.Range(0, basis.Dimension).All(e =>
        Math.Abs(basis.Expansion[p.A, e] + basis.Expansion[p.B, e] - basis.Expansion[q.A, e] - basis.Expansion[q.B, e]) < Rounding);
}
