using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// One physical operation at a cut end, run on a device in place of the cut: gates on the cut's qubit and at most one measurement,
/// whose outcome m multiplies the result by (-1)^m.
/// </summary>
/// <param name="Name">The name of FORMULAS: <c>S</c>, <c>M</c>, <c>prepare +i</c>, …</param>
/// <param name="Steps">Gates on qubit 0 and, for the signed measurement, a <see cref="Measurement"/> of qubit 0 into bit 0; in time order.</param>
public sealed record LegOperation(string Name, EquatableArray<Instruction> Steps)
{
    /// <summary>Whether the operation measures and so contributes a sign.</summary>
    public bool Measures => Steps.Any(s => s is Measurement);

    /// <summary>An operation of gates; the gate <c>null</c> stands for the signed measurement.</summary>
    internal static LegOperation Of(string name, params Gate?[] steps) => new(
        name,
        steps.Select(g => g is null
            ? (Instruction)new Measurement(0, 0)
            : new GateInstruction(g, EquatableArray<int>.Of(0), EquatableArray<Angle>.Empty)).ToEquatableArray());
}
