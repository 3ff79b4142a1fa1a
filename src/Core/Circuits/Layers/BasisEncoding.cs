namespace CutAwareQnn.Circuits;

/// <summary>PennyLane's <c>BasisEmbedding</c> of constant bits: X on every qubit whose bit is 1. Neither features nor weights.</summary>
/// <remarks>docs.pennylane.ai, <c>qml.BasisEmbedding</c>.</remarks>
/// <param name="Bits">One bit per qubit, 0 or 1; bit i is qubit i.</param>
public sealed record BasisEncoding(EquatableArray<int> Bits) : Layer
{
    /// <summary>Bits given one by one, qubit 0 first.</summary>
    public BasisEncoding(params int[] bits)
        : this(bits.ToEquatableArray())
    {
    }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        if (Bits.Count != circuit.QubitCount)
        {
            throw new CircuitException(
                $"BasisEncoding was given {Counted.Of(Bits.Count, "bit")} but the circuit has {Counted.Of(circuit.QubitCount, "qubit")}; "
                + "give one bit per qubit");
        }

        for (int qubit = 0; qubit < Bits.Count; qubit++)
        {
            if (Bits[qubit] is not (0 or 1))
            {
                throw new CircuitException($"BasisEncoding was given {Bits[qubit]} as bit {qubit}; give 0 or 1");
            }

            if (Bits[qubit] == 1)
            {
                circuit.Add(Gates.X, qubit);
            }
        }
    }
}
