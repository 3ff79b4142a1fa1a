namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>StronglyEntanglingLayers</c>: in each repetition Rot(φ, θ, ω), that is RZ(φ), RY(θ), RZ(ω) in time, on every qubit,
/// then an entangler on (i, i + r mod n) for every qubit i; none for one qubit. Takes <c>3·n·reps</c> weights: repetition by
/// repetition, qubit by qubit, φ, θ, ω.
/// </summary>
/// <remarks>
/// docs.pennylane.ai, <c>qml.StronglyEntanglingLayers</c>, whose weights have the shape (reps, n, 3); after Schuld et al.,
/// arXiv:1804.00633. The range r of repetition l is l mod (n - 1) + 1 by default.
/// </remarks>
public sealed record StronglyEntanglingLayers : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    /// <param name="ranges">A range for each repetition, from 1 to n - 1; null for the default.</param>
    /// <param name="entangler">A gate of two qubits and no angle; PennyLane's default, also for null, is CX.</param>
    public StronglyEntanglingLayers(int reps, IReadOnlyList<int>? ranges = null, Gate? entangler = null)
    {
        Reps = reps;
        Ranges = (ranges ?? []).ToEquatableArray();
        Entangler = entangler ?? Gates.CX;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>A range for each repetition; none for the default.</summary>
    public EquatableArray<int> Ranges { get; }

    /// <summary>The gate of two qubits.</summary>
    public Gate Entangler { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(StronglyEntanglingLayers), Reps, 0);
        int count = circuit.QubitCount;
        RequireFitting(count);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            for (int qubit = 0; qubit < count; qubit++)
            {
                Angle[] weights = circuit.NewWeights(3);
                circuit.Add(Gates.RZ, weights[0], qubit).Add(Gates.RY, weights[1], qubit).Add(Gates.RZ, weights[2], qubit);
            }

            for (int qubit = 0; qubit < count && count > 1; qubit++)
            {
                int range = Ranges.Count > 0 ? Ranges[repetition] : (repetition % (count - 1)) + 1;
                circuit.Add(Entangler, qubit, (qubit + range) % count);
            }
        }
    }

    private void RequireFitting(int qubitCount)
    {
        if (Entangler.QubitCount != 2 || Entangler.ParameterCount != 0)
        {
            throw new CircuitException(
                $"StronglyEntanglingLayers was given the entangler {Entangler} of {Counted.Of(Entangler.QubitCount, "qubit")} and "
                + $"{Counted.Of(Entangler.ParameterCount, "angle")}; use one of 2 qubits without angles");
        }

        if (Ranges.Count > 0 && Ranges.Count != Reps)
        {
            throw new CircuitException(
                $"StronglyEntanglingLayers was given {Counted.Of(Ranges.Count, "range")} for {Counted.Of(Reps, "repetition")}; give one "
                + "per repetition");
        }

        foreach (int range in Ranges)
        {
            if (qubitCount > 1 && (range < 1 || range >= qubitCount))
            {
                throw new CircuitException(
                    $"StronglyEntanglingLayers was given the range {range} but the circuit has {Counted.Of(qubitCount, "qubit")}; use 1 to "
                    + $"{qubitCount - 1}");
            }
        }
    }
}
