namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>BasicEntanglerLayers</c>: in each repetition a rotation of every qubit, then CX(i, i+1) around the ring; one CX for
/// two qubits, none for one. Takes <c>n·reps</c> weights, repetition by repetition, qubit by qubit.
/// </summary>
/// <remarks>docs.pennylane.ai, <c>qml.BasicEntanglerLayers</c>, whose weights have the shape (reps, n).</remarks>
public sealed record BasicEntanglerLayers : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    /// <param name="rotation">A gate of one qubit and one angle; PennyLane's default, also for null, is RX.</param>
    public BasicEntanglerLayers(int reps, Gate? rotation = null)
    {
        Reps = reps;
        Rotation = rotation ?? Gates.RX;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The gate of one qubit and one angle.</summary>
    public Gate Rotation { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(BasicEntanglerLayers), Reps, 0);
        if (Rotation.QubitCount != 1 || Rotation.ParameterCount != 1)
        {
            throw new CircuitException(
                $"BasicEntanglerLayers was given the rotation {Rotation} of {Counted.Of(Rotation.QubitCount, "qubit")} and "
                + $"{Counted.Of(Rotation.ParameterCount, "angle")}; use one of 1 qubit and 1 angle");
        }

        int ringCount = circuit.QubitCount > 2 ? circuit.QubitCount : circuit.QubitCount - 1;
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Rotation, circuit.NewWeights(1), qubit);
            }

            for (int qubit = 0; qubit < ringCount; qubit++)
            {
                circuit.Add(Gates.CX, qubit, (qubit + 1) % circuit.QubitCount);
            }
        }
    }
}
