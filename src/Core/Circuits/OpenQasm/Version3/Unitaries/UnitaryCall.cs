namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A step of a gate's body.</summary>
/// <param name="Gate">The gate, or null for a global phase.</param>
/// <param name="Modifiers">The outermost first.</param>
/// <param name="Angles">Of the gate, or the phase.</param>
/// <param name="Qubits">Which arguments of the definition it takes, controls first.</param>
internal sealed record UnitaryCall(
    UnitaryDefinition? Gate, UnitaryModifier[] Modifiers, ParameterAngle[] Angles, int[] Qubits)
{
    public static int ControlCount(UnitaryModifier[] modifiers) => modifiers.Sum(m => m.Controls);
}
