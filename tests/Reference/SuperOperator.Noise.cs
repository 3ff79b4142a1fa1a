namespace CutAwareQnn.Reference;

public sealed partial class SuperOperator
{
    /// <summary>Creates ρ ↦ Σ p_P P ρ P.</summary>
    /// <param name="probabilities">By Pauli string, the rightmost letter being qubit 0; each in [0, 1].</param>
    public static SuperOperator PauliChannel(IReadOnlyDictionary<string, double> probabilities) =>
        Kraus([.. probabilities.Values], [.. probabilities.Keys.Select(DensePauli.Matrix)]);

    /// <summary>Creates ρ ↦ (1-p) ρ + p tr(ρ) I/2^k.</summary>
    /// <param name="qubitCount">k.</param>
    /// <param name="probability">p, in [0, 1].</param>
    public static SuperOperator Depolarising(int qubitCount, double probability)
    {
        int d = 1 << qubitCount;
        SuperOperator mixed = Prepare(DenseMatrix.Identity(d).Scale(1.0 / d));
        return Identity(qubitCount).Times(1 - probability).Plus(mixed.Times(probability));
    }
}
