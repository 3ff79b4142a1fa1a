namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes OpenQASM 2.0, in the names of <c>qelib1.inc</c> that Qiskit and PennyLane import.</summary>
public static class OpenQasm2Writer
{
    /// <summary>Writes a circuit without symbols.</summary>
    /// <param name="circuit">The circuit; bind its features and weights first.</param>
    /// <returns>
    /// A program that reads back as the same circuit. Gates outside <c>qelib1.inc</c> are defined in the file; gates given by a matrix
    /// become their Cartan decomposition; a condition on part of a register is repeated for each value of the whole.
    /// </returns>
    /// <exception cref="CircuitException">A symbol occurs, or a condition that the language cannot express.</exception>
    public static string Write(Circuit circuit) => new ProgramWriter(circuit, new Version2()).Write();

    /// <summary>Writes a circuit without symbols in the part of the language that all common readers agree on.</summary>
    /// <param name="circuit">The circuit; bind its features and weights first.</param>
    /// <returns>
    /// A program of the gates h, rx, ry, rz, u1 and cx with plain decimal angles and the measured bits only. It reads back as the same
    /// unitary up to a global phase.
    /// </returns>
    /// <exception cref="CircuitException">A symbol occurs, or a condition that the language cannot express.</exception>
    public static string WritePortable(Circuit circuit) =>
        new ProgramWriter(MeasuredBitsOnly.Of(circuit), new Version2(isPortable: true)).Write();
}
