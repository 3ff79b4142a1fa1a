namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="TwoLocal"/> ansatz.</summary>
public sealed class TwoLocalAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="rotations">Names of gates of one qubit, in order.</param>
    /// <param name="entanglers">Names of gates of two or more qubits, in order.</param>
    public TwoLocalAttribute(string[] rotations, string[] entanglers)
    {
        Rotations = rotations;
        Entanglers = entanglers;
    }

    /// <summary>Names of gates of one qubit, in order.</summary>
    public string[] Rotations { get; }

    /// <summary>Names of gates of two or more qubits, in order.</summary>
    public string[] Entanglers { get; }

    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The blocks, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.Full;

    /// <summary>The blocks of two qubits one by one, two qubits a pair; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Whether the last rotations are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new TwoLocal(
        Given.GateList(nameof(TwoLocal), Rotations), Given.GateList(nameof(TwoLocal), Entanglers),
        Given.Entanglers(nameof(TwoLocal), Entanglement, Pairs), Given.Reps(nameof(TwoLocal), Reps), SkipFinalRotationLayer);
}

/// <summary>Appends a <see cref="RealAmplitudes"/> ansatz.</summary>
public sealed class RealAmplitudesAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The CX pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.ReverseLinear;

    /// <summary>The CX pairs one by one, control first; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Whether the last RY gates are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new RealAmplitudes(
        Given.Reps(nameof(RealAmplitudes), Reps), Given.Entanglers(nameof(RealAmplitudes), Entanglement, Pairs), SkipFinalRotationLayer);
}

/// <summary>Appends an <see cref="EfficientSU2"/> ansatz.</summary>
public sealed class EfficientSU2Attribute : LayerAttribute
{
    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The CX pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.ReverseLinear;

    /// <summary>The CX pairs one by one, control first; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Names of gates of one qubit, in order; null for RY and RZ.</summary>
    public string[]? Rotations { get; set; }

    /// <summary>Whether the last rotations are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new EfficientSU2(
        Given.Reps(nameof(EfficientSU2), Reps), Given.Entanglers(nameof(EfficientSU2), Entanglement, Pairs),
        Rotations is null ? null : Given.GateList(nameof(EfficientSU2), Rotations), SkipFinalRotationLayer);
}

/// <summary>Appends <see cref="BasicEntanglerLayers"/>.</summary>
public sealed class BasicEntanglerLayersAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    public BasicEntanglerLayersAttribute(int reps)
    {
        Reps = reps;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The name of a gate of one qubit and one angle.</summary>
    public string Rotation { get; set; } = "rx";

    /// <inheritdoc/>
    public override Layer Layer => new BasicEntanglerLayers(
        Given.Reps(nameof(BasicEntanglerLayers), Reps), Given.Gate(nameof(BasicEntanglerLayers), Rotation));
}

/// <summary>Appends <see cref="StronglyEntanglingLayers"/>.</summary>
public sealed class StronglyEntanglingLayersAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    public StronglyEntanglingLayersAttribute(int reps)
    {
        Reps = reps;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>A range for each repetition, from 1 to n - 1; null for 1, 2, … by turns.</summary>
    public int[]? Ranges { get; set; }

    /// <summary>The name of a gate of two qubits and no angle.</summary>
    public string Entangler { get; set; } = "cx";

    /// <inheritdoc/>
    public override Layer Layer => new StronglyEntanglingLayers(
        Given.Reps(nameof(StronglyEntanglingLayers), Reps), Ranges, Given.Gate(nameof(StronglyEntanglingLayers), Entangler));
}

/// <summary>Appends a <see cref="Qaoa"/> ansatz.</summary>
public sealed class QaoaAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="edges">The edges, two qubits an edge.</param>
    public QaoaAttribute(params int[] edges)
    {
        Edges = edges;
    }

    /// <summary>The edges, two qubits an edge.</summary>
    public int[] Edges { get; }

    /// <summary>One weight an edge, finite; null for weights of 1.</summary>
    public double[]? EdgeWeights { get; set; }

    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 1;

    /// <inheritdoc/>
    public override Layer Layer
    {
        get
        {
            (int First, int Second)[] pairs = Given.Pairs(nameof(Qaoa), Edges);
            double[] weights = EdgeWeights ?? [.. pairs.Select(_ => 1.0)];
            return weights.Length == pairs.Length
                ? new Qaoa(pairs.Zip(weights, (p, w) => new WeightedEdge(p.First, p.Second, w)), Given.Reps(nameof(Qaoa), Reps))
                : throw new CircuitException(
                    $"Qaoa was given {weights.Length} weights for {pairs.Length} edges; give one weight an edge");
        }
    }
}

/// <summary>Appends a <see cref="Qcnn"/>.</summary>
public sealed class QcnnAttribute : LayerAttribute
{
    /// <summary>The two-qubit circuit of the convolutions.</summary>
    public QcnnConvolution Convolution { get; set; } = QcnnConvolution.SU4;

    /// <inheritdoc/>
    public override Layer Layer => new Qcnn(Convolution);
}
