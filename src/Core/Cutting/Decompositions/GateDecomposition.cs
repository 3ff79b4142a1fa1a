using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A two-qubit gate as <c>(after) exp(i(a XX + b YY + c ZZ)) (before)</c> with one-qubit gates before and after. The inner
/// interaction is what a cut replaces: its operators are inserted between the frames, and a, b, c enter the bond only.
/// </summary>
/// <param name="FirstBefore">Gates on the gate's first qubit before the interaction, written on qubit 0, in time order.</param>
/// <param name="FirstAfter">The same behind it.</param>
/// <param name="SecondBefore">Gates on the second qubit before it.</param>
/// <param name="SecondAfter">The same behind it.</param>
/// <param name="Interaction">The angles a, b, c.</param>
public sealed record GateDecomposition(
    EquatableArray<GateInstruction> FirstBefore,
    EquatableArray<GateInstruction> FirstAfter,
    EquatableArray<GateInstruction> SecondBefore,
    EquatableArray<GateInstruction> SecondAfter,
    Interaction Interaction);

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
