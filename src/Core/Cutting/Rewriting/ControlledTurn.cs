using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A rotation about Z under several controls, as readers write it: the phase t on all its qubits next to the phase -t/2 on its controls.
/// </summary>
/// <param name="Controls">The instruction of the phase on the controls.</param>
/// <param name="All">The instruction of the phase on all qubits.</param>
internal sealed record ControlledTurn(int Controls, int All)
{
    /// <summary>The cut of both phases as one.</summary>
    public MergedGateCut Cut => new(EquatableArray<int>.Of(Math.Min(Controls, All), Math.Max(Controls, All)));

    /// <summary>Returns the rotations of a circuit between whose two phases nothing happens on their qubits, by both.</summary>
    public static IEnumerable<ControlledTurn> In(Circuit circuit)
    {
        var used = new HashSet<int>();
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (used.Contains(i) || Phase(circuit.Instructions[i]) is null)
            {
                continue;
            }

            int next = i + 1;
            while (next < circuit.Instructions.Count && !Meet(circuit.Instructions[i], circuit.Instructions[next]))
            {
                next++;
            }

            if (next < circuit.Instructions.Count && Of(circuit, i, next) is { } turn)
            {
                used.Add(next);
                yield return turn;
            }
        }
    }

    /// <summary>Returns the rotation that two instructions make; null where they make none.</summary>
    public static ControlledTurn? Of(Circuit circuit, int first, int second)
    {
        bool isSmallFirst = circuit.Instructions[first].Qubits.Count < circuit.Instructions[second].Qubits.Count;
        (int small, int large) = isSmallFirst ? (first, second) : (second, first);
        Instruction controls = circuit.Instructions[small], all = circuit.Instructions[large];
        return all.Qubits.Count == controls.Qubits.Count + 1 && controls.Qubits.All(all.Qubits.Contains)
            && Phase(controls) is { } less && Phase(all) is { } angle && ((0.5 * angle) + less).IsZero
                ? new(small, large)
                : null;
    }

    /// <summary>Returns the qubit that turns.</summary>
    public int Target(Circuit circuit) => circuit.Instructions[All].Qubits.Single(q => !circuit.Instructions[Controls].Qubits.Contains(q));

    /// <summary>Returns the angle of the rotation.</summary>
    public Angle Angle(Circuit circuit) => Phase(circuit.Instructions[All])!;

    /// <summary>Returns what cutting it costs where a control is on each side.</summary>
    public GatePrice Price(Circuit circuit) => GatePrice.OfTurn(Angle(circuit));

    /// <summary>Returns whether it costs less than its two phases.</summary>
    public bool IsCheaper(Circuit circuit) => Price(circuit).LogGamma
        < GatePrice.Of(circuit.Instructions[Controls])!.LogGamma + GatePrice.Of(circuit.Instructions[All])!.LogGamma - 1e-9;

    // The angle of a phase on all of an instruction's qubits; null for all else.
    private static Angle? Phase(Instruction instruction) => instruction is not GateInstruction { Targets.Count: > 1 } gate ? null
        : ReferenceEquals(gate.Gate, Gates.CP) ? gate.Angles[0]
        : ReferenceEquals(gate.Gate, Gates.CZ) ? Math.PI
        : ControlledPhase.Of(gate) is { Partner: null } phase && gate.Gate.IsDiagonal ? phase.Form.Angle
        : null;

    private static bool Meet(Instruction one, Instruction other) => other.Qubits.Any(one.Qubits.Contains);
}
