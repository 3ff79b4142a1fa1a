using CutAwareQnn.Reference;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Gates as Qiskit and PennyLane write those that OpenQASM 2 lacks.</summary>
internal static class WrittenGates
{
    public static IEnumerable<ReferenceGate> Qiskit(IEnumerable<ReferenceGate> gates) => gates.SelectMany(g => g.Name == "sxdg"
        ? [new("s", g.Qubits), new("h", g.Qubits), new("s", g.Qubits)]
        : (IEnumerable<ReferenceGate>)[g]);

    public static IEnumerable<ReferenceGate> PennyLane(IEnumerable<ReferenceGate> gates) => gates.SelectMany(g => g.Name == "rzz"
        ? [new("cx", g.Qubits[1], g.Qubits[0]), new("rz", g.Parameters, [g.Qubits[0]]), new("cx", g.Qubits[1], g.Qubits[0])]
        : (IEnumerable<ReferenceGate>)[g]);
}
