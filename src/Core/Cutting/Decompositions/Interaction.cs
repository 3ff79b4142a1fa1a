using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The angles of <c>exp(i(a XX + b YY + c ZZ))</c>, in radians.</summary>
/// <param name="XX">a.</param>
/// <param name="YY">b.</param>
/// <param name="ZZ">c.</param>
public sealed record Interaction(Angle XX, Angle YY, Angle ZZ)
{
    /// <summary>The operator Schmidt rank: 2 if only ZZ occurs, else 4.</summary>
    public int Rank => InsertedOperators.Count;

    /// <summary>The operators s of <c>Σ_s u_s s ⊗ s</c>.</summary>
    public IReadOnlyList<Pauli> InsertedOperators => XX.IsZero && YY.IsZero ? [Pauli.I, Pauli.Z] : [Pauli.I, Pauli.X, Pauli.Y, Pauli.Z];

    /// <summary>γ without ancilla: the largest for any value of its symbols.</summary>
    public double LargestGamma => GatePrice.Of(this).Gamma;

    /// <summary>Whether no symbol occurs.</summary>
    public bool IsConstant => XX.IsConstant && YY.IsConstant && ZZ.IsConstant;
}
