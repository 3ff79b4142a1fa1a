using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An exponent of a modifier <c>pow(k) @</c>.</summary>
/// <param name="Value">The exponent; may hold symbols.</param>
/// <param name="Whole">The same as an integer, exact where a double is not; null where it is none.</param>
internal sealed record PowerExponent(Angle Value, BigInteger? Whole)
{
    /// <summary>Returns the exponent that an angle expression is.</summary>
    public static PowerExponent Of(Angle value) => new(
        value, value.IsConstant && Math.Floor(value.Constant) == value.Constant ? (BigInteger)value.Constant : null);

    /// <summary>Returns this power of a gate.</summary>
    public IReadOnlyList<GateInstruction> Of(GateInstruction gate) => Whole is { } whole ? gate.WholePower(whole) : gate.Power(Value);

    /// <summary>Returns this power of a global phase, on the principal branch where it is a constant.</summary>
    public Angle OfPhase(Angle phase) => !phase.IsConstant ? phase * Value
        : Whole is { } whole ? WholeMultiple.Of(phase.Constant, whole, 1)
        : WholeMultiple.Centred(phase.Constant, 1) * Value;
}
