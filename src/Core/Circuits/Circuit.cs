namespace CutAwareQnn.Circuits;

/// <summary>
/// Instructions on qubits that start in |0…0⟩, with features and weights as symbols in gate angles. Made by
/// <see cref="CircuitBuilder"/>; compared by value.
/// </summary>
/// <param name="QubitCount">Number of qubits; qubit 0 is the least significant bit.</param>
/// <param name="BitCount">Number of classical bits.</param>
/// <param name="FeatureCount">Length of the feature vector.</param>
/// <param name="WeightCount">Length of the weight vector.</param>
/// <param name="Instructions">The steps in time order.</param>
public sealed record Circuit(
    int QubitCount, int BitCount, int FeatureCount, int WeightCount, EquatableArray<Instruction> Instructions)
{
    /// <summary>The gates that are not classically controlled.</summary>
    public IEnumerable<GateInstruction> Gates => Instructions.OfType<GateInstruction>();

    /// <summary>Whether a measurement, a reset or classical control occurs, so that one pure state does not describe a run.</summary>
    public bool IsDynamic => Instructions.Any(i => i is Measurement or Reset or Conditional);

    /// <summary>The instructions, one a line.</summary>
    public override string ToString() => string.Join("\n", Instructions);
}
