using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Cutting;

/// <summary>The cuts that an OpenQASM file marks.</summary>
public static class MarkedCuts
{
    /// <summary>The marked gates and wires as cuts by position.</summary>
    public static IReadOnlyList<Cut> Of(OpenQasmProgram program) => program.CutMarks
        .Select(mark => mark is WireCutMark wire ? (Cut)new WireCut(wire.Qubit, wire.AfterInstruction) : new GateCut(((GateCutMark)mark).Instruction))
        .ToArray();

    /// <summary>Plans the marked cuts.</summary>
    /// <exception cref="CutException">A mark stands at what cannot be cut, or the cuts leave the circuit in as many pieces as it was.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public static CutPlan Plan(OpenQasmProgram program, PauliSum observable)
    {
        CutPlan plan = CutPlanner.Plan(program.Circuit, observable, Of(program));
        int pieces = CutPlanner.Plan(program.Circuit, observable, []).Fragments.Count;
        return plan.Fragments.Count > pieces || plan.Cuts.Count == 0 ? plan : throw new CutException(
            $"the {plan.Cuts.Count} marked cuts do not separate the circuit: it stays in {pieces} {(pieces == 1 ? "piece" : "pieces")}; "
            + "mark every gate and wire between the fragments, or use labels");
    }
}
