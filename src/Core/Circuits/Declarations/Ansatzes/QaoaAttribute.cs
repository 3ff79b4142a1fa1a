namespace CutAwareQnn.Circuits;

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

    /// <summary>One weight per edge, finite; null for weights of 1.</summary>
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
                    $"Qaoa was given {Counted.Of(weights.Length, "weight")} for {Counted.Of(pairs.Length, "edge")}; give one weight per "
                    + "edge");
        }
    }
}
