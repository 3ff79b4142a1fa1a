namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes OpenQASM 3.0 with <c>stdgates.inc</c>, plain enough for Qiskit's and PennyLane's importers.</summary>
public static class OpenQasm3Writer
{
    /// <summary>Writes a circuit; features are named <c>x_0, x_1, …</c> and weights <c>w_0, w_1, …</c>.</summary>
    /// <exception cref="CircuitException">An angle or a condition that the language cannot say.</exception>
    public static string Write(Circuit circuit) => Write(new OpenQasmProgram(
        circuit,
        Enumerable.Range(0, circuit.FeatureCount).Select(i => $"x_{i}").ToEquatableArray(),
        Enumerable.Range(0, circuit.WeightCount).Select(i => $"w_{i}").ToEquatableArray()));

    /// <summary>Writes a circuit with the names of its inputs.</summary>
    /// <returns>A program that reads back as the same circuit; gates outside <c>stdgates.inc</c> are defined in the file.</returns>
    /// <exception cref="CircuitException">An angle or a condition that the language cannot say.</exception>
    public static string Write(OpenQasmProgram program) => new ProgramWriter(program.Circuit, new Version3(program)).Write();
}
