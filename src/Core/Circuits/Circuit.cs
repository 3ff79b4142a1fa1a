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
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build();
/// Console.WriteLine(circuit.QubitCount);    // 2
/// Console.WriteLine(string.Join("; ", circuit.Instructions));    // h q[0]; cx q[0],q[1]
/// </code>
/// </example>
public sealed record Circuit(
    int QubitCount, int BitCount, int FeatureCount, int WeightCount, EquatableArray<Instruction> Instructions)
{
    /// <summary>The gates that are not classically controlled.</summary>
    public IEnumerable<GateInstruction> Gates => Instructions.OfType<GateInstruction>();

    /// <summary>Whether a measurement, a reset or classical control occurs, so that one pure state does not describe a run.</summary>
    public bool IsDynamic => Instructions.Any(i => i is Measurement or Reset or Conditional);

    /// <summary>Returns the circuit with its symbols replaced by values.</summary>
    /// <param name="features">The feature vector, radians or whatever the angles make of it.</param>
    /// <param name="weights">The weight vector.</param>
    /// <exception cref="CircuitException">A vector has another length, or an angle has no finite value.</exception>
    public Circuit Bind(IReadOnlyList<double> features, IReadOnlyList<double> weights)
    {
        CheckLength("features", FeatureCount, features.Count);
        CheckLength("weights", WeightCount, weights.Count);
        return this with
        {
            FeatureCount = 0,
            WeightCount = 0,
            Instructions = Instructions.Select(i => i.WithAngles(Bound)).ToEquatableArray(),
        };

        Angle Bound(Angle angle)
        {
            double value = angle.Evaluate(Value);
            return double.IsNaN(value) || double.IsInfinity(value)
                ? throw new CircuitException(
                    $"angle {angle} has no finite value for these features and weights; keep them in the domain of its functions")
                : angle.IsConstant ? angle : value;
        }

        double Value(Symbol symbol) => (symbol.Kind == SymbolKind.Feature ? features : weights)[symbol.Index];
    }

    private static void CheckLength(string what, int expected, int given)
    {
        if (expected != given)
        {
            throw new CircuitException($"a circuit of {expected} {what} was given {given}; give {expected}");
        }
    }

    /// <summary>
    /// Returns the circuit drawn by <see cref="CircuitDrawing"/>; one that is too large to draw, as its instructions, one per line.
    /// </summary>
    public override string ToString() => CircuitDrawing.Describe(this);
}
