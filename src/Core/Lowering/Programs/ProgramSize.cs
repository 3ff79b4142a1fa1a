using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Foresees the steps of a gate, so that a program that would be too long is given up before it is written.</summary>
internal static class ProgramSize
{
    /// <summary>Returns whether the amplitudes that a gate rewrites still fit the budget.</summary>
    public static bool Allows(ProgramBuilder builder, ProductState state, GateInstruction gate, int stepBudget)
    {
        int qubits = state.Groups.Where(g => g.Qubits.Any(q => gate.Targets.Contains(q))).Sum(g => g.Qubits.Length);
        return qubits < 28 && builder.Count + (1L << qubits) <= (long)stepBudget + 64;
    }
}
