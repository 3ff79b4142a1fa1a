using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Cutting;

/// <summary>The cuts that an OpenQASM file marks.</summary>
public static class MarkedCuts
{
    /// <summary>Returns the marked gates and wires as cuts by position.</summary>
    public static IReadOnlyList<Cut> Of(OpenQasmProgram program) => program.CutMarks
        .Select(
            mark => mark is WireCutMark wire
                ? (Cut)new WireCut(wire.Qubit, wire.AfterInstruction)
                : new GateCut(((GateCutMark)mark).Instruction))
        .ToArray();

    /// <summary>
    /// Plans the marked cuts; a marked gate without a cut of its own, such as <c>cu</c> or <c>cswap</c>, is written out first.
    /// </summary>
    /// <exception cref="CutException">A mark is at what cannot be cut, or a cut does not separate the circuit.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(OpenQasmProgram program, PauliSum observable)
    {
        (Circuit circuit, IReadOnlyList<Cut> cuts) = WrittenOut(program.Circuit, Of(program));
        CutChecks.CheckWires(circuit, [.. cuts.OfType<WireCut>()]);
        CutPlan plan = CutPlanner.Plan(circuit, observable, cuts);
        int pieces = CutPlanner.Plan(circuit, observable, []).Fragments.Count;
        if (plan.Fragments.Count <= pieces && plan.Cuts.Count > 0)
        {
            throw new CutException(
                $"the {Counted.Of(plan.Cuts.Count, "marked cut", "does", "do")} not separate the circuit: it stays in "
                + $"{Counted.Of(pieces, "piece")}; mark every gate and wire between the fragments, or use labels");
        }

        return plan.Cuts.FirstOrDefault(c => c.First.Fragment == c.Second.Fragment) is { } idle
            ? throw new CutException(
                $"{idle.Cut} is marked as a cut, but both its sides stay in fragment {idle.First.Fragment}; remove the mark, or mark what "
                + "else connects them")
            : plan;
    }

    private static (Circuit Circuit, IReadOnlyList<Cut> Cuts) WrittenOut(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        var marked = new HashSet<int>(cuts.OfType<GateCut>().Select(c => c.Instruction));
        var instructions = new List<Instruction>();
        var positions = new int[circuit.Instructions.Count];
        var written = new List<Cut>();
        for (int i = 0; i < positions.Length; i++)
        {
            Instruction instruction = circuit.Instructions[i];
            IReadOnlyList<GateInstruction>? parts = marked.Contains(i) && GatePrice.Of(instruction) is null
                && instruction is GateInstruction gate
                ? GateExpansions.Expand(gate)
                : null;
            foreach (Instruction part in (IReadOnlyList<Instruction>?)parts ?? [instruction])
            {
                // Of cswap the exchange of the two swapped qubits is made of two CX and stays.
                bool isCut = marked.Contains(i) && (parts is null || part.Qubits.Count == parts.Max(p => p.Qubits.Count));
                written.AddRange(isCut ? [new GateCut(instructions.Count)] : []);
                instructions.Add(part);
            }

            positions[i] = instructions.Count - 1;
        }

        written.AddRange(cuts.OfType<WireCut>().Select(w => w with { AfterInstruction = positions[w.AfterInstruction] }));
        return instructions.Count == positions.Length
            ? (circuit, cuts)
            : (circuit with { Instructions = instructions.ToEquatableArray() }, written);
    }
}
