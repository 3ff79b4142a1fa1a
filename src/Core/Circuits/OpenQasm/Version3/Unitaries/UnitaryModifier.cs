using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A modifier with its numbers evaluated.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Controls">How many qubits it adds.</param>
/// <param name="Exponent">Of a power; null for the others.</param>
/// <param name="Whole">The exponent where it is an integer that is known.</param>
internal sealed record UnitaryModifier(ModifierKind Kind, int Controls, ParameterAngle? Exponent, BigInteger? Whole = null)
{
    /// <summary>Returns the exponent for the values of a definition's parameters; null where this is no power.</summary>
    public PowerExponent? ExponentFor(Angle[] angles, WorkBudget work) => Exponent is null ? null
        : Whole is null ? PowerExponent.Of(Exponent.Bind(angles, work))
        : new(Exponent.Bind(angles, work), Whole);
}
