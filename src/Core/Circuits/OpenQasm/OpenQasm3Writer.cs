namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes OpenQASM 3.0 with <c>stdgates.inc</c>, plain enough for Qiskit's and PennyLane's importers.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build();
/// Console.WriteLine(OpenQasm3Writer.Write(circuit).TrimEnd());
/// // OPENQASM 3.0;
/// // include "stdgates.inc";
/// // qubit[2] q;
/// // h q[0];
/// // cx q[0],q[1];
/// </code>
/// </example>
public static class OpenQasm3Writer
{
    /// <summary>Writes a circuit; features are named <c>x_0, x_1, …</c> and weights <c>w_0, w_1, …</c>.</summary>
    /// <exception cref="CircuitException">An angle or a condition that the language cannot express.</exception>
    public static string Write(Circuit circuit) => Write(new OpenQasmProgram(
        circuit,
        Enumerable.Range(0, circuit.FeatureCount).Select(i => $"x_{i}").ToEquatableArray(),
        Enumerable.Range(0, circuit.WeightCount).Select(i => $"w_{i}").ToEquatableArray()));

    /// <summary>Writes a circuit with the names of its inputs.</summary>
    /// <returns>A program that reads back as the same circuit; gates outside <c>stdgates.inc</c> are defined in the file.</returns>
    /// <exception cref="CircuitException">An angle or a condition that the language cannot express.</exception>
    public static string Write(OpenQasmProgram program) => new ProgramWriter(program.Circuit, new Version3(program)).Write();

    /// <summary>Writes a circuit in the part of the language that all common readers agree on.</summary>
    /// <returns>
    /// A program of the gates h, rx, ry, rz, u1 and cx, with single inputs, angles without parentheses and the measured bits only. It
    /// reads back as the same unitary up to a global phase.
    /// </returns>
    /// <exception cref="CircuitException">An angle is no polynomial of its inputs, or a condition cannot be expressed.</exception>
    public static string WritePortable(OpenQasmProgram program) =>
        new ProgramWriter(MeasuredBitsOnly.Of(program.Circuit), new Version3(program, isPortable: true)).Write();

    /// <summary>Returns the names that inputs have in the written program: features, then weights.</summary>
    /// <param name="program">The program that is written.</param>
    /// <param name="isPortable">Whether by <see cref="WritePortable"/>.</param>
    public static IReadOnlyList<string> WrittenInputs(OpenQasmProgram program, bool isPortable)
    {
        var inputs = new InputDeclarations(program, isPortable);
        return [.. inputs.Features, .. inputs.Weights];
    }
}
