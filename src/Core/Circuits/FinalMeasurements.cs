namespace CutAwareQnn.Circuits;

/// <summary>
/// Measurements after which nothing happens to their qubit and whose bit nothing reads: a distribution is the same without them.
/// </summary>
public static class FinalMeasurements
{
    /// <summary>Replaces every final measurement by the identity gate, so that the positions of instructions do not change.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <returns>A circuit with the same probabilities of all bit strings of its qubits.</returns>
    public static Circuit Without(Circuit circuit)
    {
        var usedQubits = new HashSet<int>();
        var readBits = new HashSet<int>();
        Instruction[] instructions = [.. circuit.Instructions];
        for (int i = instructions.Length - 1; i >= 0; i--)
        {
            if (instructions[i].Unconditional() is Measurement last && !usedQubits.Contains(last.Qubit) && !readBits.Contains(last.Bit))
            {
                instructions[i] = new GateInstruction(Gates.Id, EquatableArray<int>.Of(last.Qubit), EquatableArray<Angle>.Empty);
            }
            else if (instructions[i] is not Barrier)
            {
                usedQubits.UnionWith(instructions[i].Qubits);
                readBits.UnionWith(instructions[i].ClassicalBits());
            }
        }

        return circuit with { Instructions = instructions.ToEquatableArray() };
    }
}
