namespace CutAwareQnn.Reference;

public sealed partial class SuperOperator
{
    /// <summary>Creates a cut gate: Σ c_i L_i ⊗ R_i on two qubits, L on the gate's first argument.</summary>
    /// <param name="coefficients">c, one for each term.</param>
    /// <param name="left">L, operations in time order.</param>
    /// <param name="right">R, operations in time order.</param>
    public static SuperOperator Sum(
        IReadOnlyList<double> coefficients, IReadOnlyList<ReferenceOp[]> left, IReadOnlyList<ReferenceOp[]> right) =>
        Sum(coefficients, left, right, (l, r) => Tensor(Of(l), Of(r)));

    /// <summary>
    /// Creates a cut wire: Σ c_i tr(L_i(ρ)) R_i(|0⟩⟨0|) on one qubit; upstream is discarded after L, downstream starts afresh.
    /// </summary>
    /// <param name="coefficients">c, one for each term.</param>
    /// <param name="upstream">L, operations in time order.</param>
    /// <param name="downstream">R, operations in time order.</param>
    public static SuperOperator WireSum(
        IReadOnlyList<double> coefficients, IReadOnlyList<ReferenceOp[]> upstream, IReadOnlyList<ReferenceOp[]> downstream) =>
        Sum(coefficients, upstream, downstream, (l, r) => Of(l).Then(Reset).Then(Of(r)));

    private static SuperOperator Sum(
        IReadOnlyList<double> coefficients,
        IReadOnlyList<ReferenceOp[]> left,
        IReadOnlyList<ReferenceOp[]> right,
        Func<ReferenceOp[], ReferenceOp[], SuperOperator> term)
    {
        if (coefficients.Count != left.Count || coefficients.Count != right.Count)
        {
            throw new ArgumentException(
                $"{coefficients.Count} coefficients but {left.Count} left and {right.Count} right terms", nameof(coefficients));
        }
        return coefficients.Select((c, i) => term(left[i], right[i]).Times(c)).Aggregate((a, b) => a.Plus(b));
    }
}
