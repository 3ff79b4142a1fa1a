using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Measurements moved to the end, for devices that measure there only: a qubit that goes on after its measurement is first copied with
/// <c>cx</c> onto an ancilla, which is measured instead.
/// </summary>
public static class DeferredMeasurements
{
    /// <summary>Rewrites a circuit; its classical bits keep their numbers.</summary>
    /// <param name="circuit">A circuit without resets and conditions.</param>
    public static Circuit Of(Circuit circuit)
    {
        Instruction[] steps = [.. circuit.Instructions];
        var gates = new List<Instruction>();
        var ends = new List<Instruction>();
        int qubitCount = circuit.QubitCount;
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i] is not Measurement measurement)
            {
                gates.Add(steps[i]);
            }
            else if (steps.Skip(i + 1).Any(later => later is not Circuits.Barrier && later.Qubits.Contains(measurement.Qubit)))
            {
                gates.Add(
                    new GateInstruction(Gates.CX, EquatableArray<int>.Of(measurement.Qubit, qubitCount), EquatableArray<Angle>.Empty));
                ends.Add(measurement with { Qubit = qubitCount++ });
            }
            else
            {
                ends.Add(measurement);
            }
        }

        return circuit with { QubitCount = qubitCount, Instructions = gates.Concat(ends).ToEquatableArray() };
    }
}
