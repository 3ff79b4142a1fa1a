namespace CutAwareQnn.Circuits;

/// <summary>The rules that a drawing's options must keep.</summary>
internal static class DrawingChecks
{
    public static void Check(Circuit circuit, DrawingOptions options)
    {
        if (options.Fragments is { } fragments && fragments.Length != circuit.QubitCount)
        {
            throw new CircuitException(
                $"fragments \"{fragments}\" have {Counted.Of(fragments.Length, "letter")} but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; give one letter per qubit");
        }

        foreach (CutMark mark in options.Cuts)
        {
            switch (mark)
            {
                case GateCutMark gate:
                    CheckInstruction(circuit, gate.Instruction);
                    if (circuit.Instructions[gate.Instruction].Qubits.Count < 2)
                    {
                        throw new CircuitException(
                            $"'{circuit.Instructions[gate.Instruction]}' is marked as a cut gate; mark a gate of at least two qubits");
                    }

                    break;
                case WireCutMark wire:
                    CheckInstruction(circuit, wire.AfterInstruction);
                    if (wire.Qubit < 0 || wire.Qubit >= circuit.QubitCount)
                    {
                        throw new CircuitException(
                            $"a cut is marked on qubit {wire.Qubit} but the circuit has {Counted.Of(circuit.QubitCount, "qubit")}; "
                            + $"use 0 to {circuit.QubitCount - 1}");
                    }

                    break;
                default:
                    throw new CircuitException($"mark {mark} is of no known kind; mark a gate or a wire");
            }
        }
    }

    private static void CheckInstruction(Circuit circuit, int instruction)
    {
        if (instruction < 0 || instruction >= circuit.Instructions.Count)
        {
            throw new CircuitException(
                $"a cut is marked at instruction {instruction} but the circuit has {circuit.Instructions.Count}; give an index within");
        }
    }
}
