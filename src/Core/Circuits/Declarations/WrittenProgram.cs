using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Circuits;

/// <summary>An OpenQASM program as a layer: its gates on the first qubits, its weights after those already used.</summary>
/// <param name="Text">The whole program, of either version.</param>
public sealed record WrittenProgram(string Text) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Circuit program = OpenQasmReader.Read(Text, "OpenQasm").Circuit;
        if (program.QubitCount > circuit.QubitCount)
        {
            throw new CircuitException(
                $"the OpenQASM program has {Counted.Of(program.QubitCount, "qubit")} but the circuit has {circuit.QubitCount}; declare at "
                + "least as many");
        }

        if (program.IsDynamic)
        {
            throw new CircuitException(
                "the OpenQASM program measures, resets or branches, but a layer has no classical bits; keep the gates, and declare what is "
                + "measured as an observable");
        }

        circuit.Reserve(program.FeatureCount, 0);
        Angle[] weights = circuit.NewWeights(program.WeightCount);
        circuit.Add(program.Instructions.Select(i => i.WithAngles(a => a.Substitute(
            s => s.Kind == SymbolKind.Weight ? weights[s.Index] : Angle.Of(s)))));
    }
}
