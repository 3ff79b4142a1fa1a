namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Qubits of the circuit, or of the gate or subroutine that is read.</summary>
internal sealed record QubitRegister(int[] Qubits, bool IsRegister);
