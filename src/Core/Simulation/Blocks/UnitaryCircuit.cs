using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A circuit whose measurements are deferred to its end: each copies its qubit onto a fresh one by CX, a reset puts a fresh qubit in its
/// qubit's place, and classical conditions become controls. Means of observables of the remaining qubits are the same.
/// </summary>
/// <param name="Circuit">Gates and cut ends only.</param>
/// <param name="Wires">For each qubit of the original circuit the qubit that it is at the end.</param>
/// <remarks>Nielsen and Chuang, Quantum Computation and Quantum Information, section 4.4.</remarks>
internal sealed record UnitaryCircuit(Circuit Circuit, int[] Wires)
{
    // Beyond, most outcomes would better be followed as branches, of which those without weight are dropped.
    private const int MaxQubits = 26;

    private const int MaxConditionBits = 3;

    /// <summary>
    /// Defers the measurements of a circuit, or returns null where that takes too many qubits or a measurement or reset is conditional.
    /// </summary>
    /// <param name="circuit">Any circuit.</param>
    public static UnitaryCircuit? TryDefer(Circuit circuit)
    {
        int fresh = circuit.QubitCount;
        int count = fresh + circuit.Instructions.Count(i => i is Measurement or Reset);
        if (!circuit.IsDynamic)
        {
            return new(circuit, [.. Enumerable.Range(0, circuit.QubitCount)]);
        }

        if (count > MaxQubits || !circuit.Instructions.All(IsDeferrable))
        {
            return null;
        }

        int[] wires = [.. Enumerable.Range(0, circuit.QubitCount)];
        var outcomes = new Dictionary<int, int>();
        var builder = new CircuitBuilder(count);
        foreach (Instruction instruction in circuit.Instructions)
        {
            switch (instruction)
            {
                case Measurement measurement:
                    builder.Add(Gates.CX, wires[measurement.Qubit], fresh);
                    outcomes[measurement.Bit] = fresh++;
                    break;
                case Reset reset:
                    wires[reset.Qubit] = fresh++;
                    break;
                case Conditional { Condition: var condition, Body: GateInstruction gate }:
                    AddControlled(builder, condition, (GateInstruction)gate.OnQubits(q => wires[q]), outcomes);
                    break;
                default:
                    builder.Add(instruction.OnQubits(q => wires[q]));
                    break;
            }
        }

        return new(builder.Build() with { WeightCount = circuit.WeightCount }, wires);
    }

    /// <summary>Returns a string of the original circuit's qubits as one of this circuit's.</summary>
    public PauliMask Map(PauliMask p) => new(LocalBits.Spread(p.X, Wires), LocalBits.Spread(p.Z, Wires));

    private static bool IsDeferrable(Instruction instruction) => instruction is GateInstruction or CutEnd or Barrier or Measurement or Reset
        || (instruction is Conditional { Condition: { IsNegated: false, Bits.Count: <= MaxConditionBits }, Body: GateInstruction gate }
            && ReferenceEquals(Gates.Find(gate.Gate.Name), gate.Gate));

    // A bit that was never written is 0.
    private static void AddControlled(CircuitBuilder builder, Condition condition, GateInstruction gate, Dictionary<int, int> outcomes)
    {
        var controls = new List<int>();
        var flipped = new List<int>();
        bool isPossible = condition.Value >> condition.Bits.Count == 0;
        for (int i = 0; i < condition.Bits.Count; i++)
        {
            bool isWanted = (condition.Value >> i & 1) == 1;
            if (outcomes.TryGetValue(condition.Bits[i], out int wire))
            {
                controls.Add(wire);
                flipped.AddRange(isWanted ? [] : [wire]);
            }
            else
            {
                isPossible &= !isWanted;
            }
        }

        if (!isPossible)
        {
            return;
        }

        flipped.ForEach(wire => builder.Add(Gates.X, wire));
        foreach (GateInstruction controlled in controls.Count == 0 ? [gate] : gate.Controlled(controls))
        {
            builder.Add(controlled);
        }

        flipped.ForEach(wire => builder.Add(Gates.X, wire));
    }
}
