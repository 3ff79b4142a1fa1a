using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The angles of <c>exp(i(a XX + b YY + c ZZ))</c>, in radians.</summary>
/// <param name="XX">a.</param>
/// <param name="YY">b.</param>
/// <param name="ZZ">c.</param>
public sealed record Interaction(Angle XX, Angle YY, Angle ZZ)
{
    // Roundings of an angle such as 3π/2.
    private const double Rounding = 1e-12;

    /// <summary>The operator Schmidt rank: 1 if all angles are constant multiples of π/2, 2 if otherwise only ZZ occurs, else 4.</summary>
    public int Rank => InsertedOperators.Count;

    /// <summary>The operators s of <c>Σ_s u_s s ⊗ s</c>.</summary>
    public IReadOnlyList<Pauli> InsertedOperators => Local is { } only ? [only]
        : IsAboutZZ ? [Pauli.I, Pauli.Z]
        : [Pauli.I, Pauli.X, Pauli.Y, Pauli.Z];

    /// <summary>
    /// The Pauli P where the interaction is P⊗P up to a phase, because all angles are constant multiples of π/2; else null.
    /// </summary>
    public Pauli? Local => IsQuarter(XX, out bool x) & IsQuarter(YY, out bool y) & IsQuarter(ZZ, out bool z)
        ? (x ^ y, y ^ z) switch
        {
            (false, false) => Pauli.I,
            (true, false) => Pauli.X,
            (true, true) => Pauli.Y,
            (false, true) => Pauli.Z,
        }
        : null;

    /// <summary>Whether only ZZ occurs.</summary>
    public bool IsAboutZZ => XX.IsZero && YY.IsZero;

    /// <summary>γ without ancilla: the largest for any value of its symbols.</summary>
    public double LargestGamma => GatePrice.Of(this).Gamma;

    /// <summary>Whether no symbol occurs.</summary>
    public bool IsConstant => XX.IsConstant && YY.IsConstant && ZZ.IsConstant;

    private static bool IsQuarter(Angle angle, out bool isOdd)
    {
        double quarters = angle.IsConstant ? angle.Constant / (Math.PI / 2) : 0.5;
        double whole = Math.Round(quarters);
        isOdd = Math.IEEERemainder(whole, 2) != 0;
        return Math.Abs(quarters - whole) < Rounding * Math.Max(1, Math.Abs(quarters));
    }
}
