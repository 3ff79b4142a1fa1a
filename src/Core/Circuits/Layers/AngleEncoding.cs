namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>AngleEmbedding</c>: feature i is the angle of a rotation of qubit i; further qubits are left alone.
/// </summary>
/// <remarks>docs.pennylane.ai, <c>qml.AngleEmbedding</c>; default axis X as there.</remarks>
/// <param name="Axis">The rotation's axis: X, Y or Z.</param>
/// <param name="FeatureCount">Number of features, from 1 to the number of qubits; null for one per qubit.</param>
public sealed record AngleEncoding(Pauli Axis = Pauli.X, int? FeatureCount = null) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Gate rotation = Axis switch
        {
            Pauli.X => Gates.RX,
            Pauli.Y => Gates.RY,
            Pauli.Z => Gates.RZ,
            _ => throw new CircuitException($"AngleEncoding was given the axis {Axis}; use X, Y or Z"),
        };
        int featureCount = FeatureCount ?? circuit.QubitCount;
        if (featureCount < 1 || featureCount > circuit.QubitCount)
        {
            throw new CircuitException(
                $"AngleEncoding was given {Counted.Of(featureCount, "feature")} but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; give 1 to {circuit.QubitCount}");
        }

        for (int qubit = 0; qubit < featureCount; qubit++)
        {
            circuit.Add(rotation, Angle.Feature(qubit), qubit);
        }
    }
}
