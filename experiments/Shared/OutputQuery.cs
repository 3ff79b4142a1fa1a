using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>A circuit whose outputs are wanted.</summary>
/// <param name="Program">The circuit.</param>
/// <param name="Features">One number per feature.</param>
/// <param name="Weights">One number per weight.</param>
/// <param name="Qubits">The qubits whose outcomes are wanted, ascending.</param>
internal sealed record OutputQuery(OpenQasmProgram Program, double[] Features, double[] Weights, int[] Qubits);
