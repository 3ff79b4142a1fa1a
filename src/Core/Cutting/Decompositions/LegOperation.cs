using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// One physical operation at the places of a leg, run on a device in place of the cut: gates and at most one signed measurement, whose
/// outcome m multiplies the result by (-1)^m.
/// </summary>
/// <param name="Name">The name of FORMULAS: <c>S</c>, <c>M</c>, <c>prepare +i</c>, …</param>
/// <param name="StepsAt">
/// For each place its steps in time order, on qubits numbered like the places; the next number is the ancilla. A
/// <see cref="Measurement"/> into bit 0 is the signed one; those into further bits have no sign.
/// </param>
public sealed record LegOperation(string Name, EquatableArray<EquatableArray<Instruction>> StepsAt)
{
    /// <summary>All steps, place by place.</summary>
    public IEnumerable<Instruction> Steps => StepsAt.SelectMany(s => s);

    /// <summary>Whether a signed measurement is among the steps.</summary>
    public bool Measures => Steps.Any(s => s is Measurement { Bit: 0 });

    /// <summary>Creates an operation of one-qubit gates at one place; the gate <c>null</c> means the signed measurement.</summary>
    internal static LegOperation Of(string name, params Gate?[] steps) => At(name, steps.Select(g => g is null
        ? new Measurement(0, 0)
        : On(g, 0)));

    /// <summary>Creates an operation at the last of several places.</summary>
    internal static LegOperation At(string name, IEnumerable<Instruction> steps, int placeCount = 1) => new(
        name,
        Enumerable.Repeat(EquatableArray<Instruction>.Empty, placeCount - 1)
            .Append(steps.ToEquatableArray())
            .ToEquatableArray());

    /// <summary>Returns a gate without angles on places.</summary>
    internal static Instruction On(Gate gate, params int[] places) =>
        new GateInstruction(gate, places.ToEquatableArray(), EquatableArray<Angle>.Empty);

    /// <summary>Returns a Pauli on a place: no step for the identity.</summary>
    internal static IEnumerable<Instruction> On(Pauli pauli, int place) => pauli switch
    {
        Pauli.X => [On(Gates.X, place)],
        Pauli.Y => [On(Gates.Y, place)],
        Pauli.Z => [On(Gates.Z, place)],
        _ => [],
    };
}
