using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// A classifier on two processors, with one resource that they share, simulated per processor: apart, with transcripts of the measured
/// bits, with a bond of dimension 4^k for k entangled pairs, or as one state over a quantum link.
/// </summary>
/// <remarks>
/// Its outcomes are the readout bits, processor A's first: 00, 01, 10, 11; one processor alone has the outcomes 0 and 1. Hwang et al. 2025,
/// Quantum Sci. Technol. 10, 015059 (<see cref="ProcessorQcnn"/>).
/// </remarks>
public sealed class ProcessorModel
{
    /// <summary>Describes a model and compiles its processors.</summary>
    /// <param name="resource">What the processors share while they run.</param>
    /// <param name="sublayers">Number of sub-layers per convolution, at least 1.</param>
    /// <param name="concurrences">
    /// One concurrence in (0, 1] per entangled pair shared before; only with <see cref="ProcessorResource.None"/>.
    /// </param>
    /// <param name="width">Qubits per processor: 2, 4 or 8.</param>
    /// <param name="isEmbeddingLocal">Whether a quantum link leaves the embedding within the processors.</param>
    /// <exception cref="CircuitException">A setting is outside its range.</exception>
    public ProcessorModel(
        ProcessorResource resource, int sublayers =
            3, IReadOnlyList<double>? concurrences = null, int width = 4, bool isEmbeddingLocal = false)
    {
        Resource = resource;
        Sublayers = sublayers;
        Concurrences = concurrences ?? [];
        IsEmbeddingLocal = isEmbeddingLocal;
        Width = width is 2 or 4 or 8
            ? width
            : throw new CircuitException($"a processor of {Counted.Of(width, "qubit")} was requested; give 2, 4 or 8");
        if (Concurrences.Count > 0 && resource != ProcessorResource.None)
        {
            throw new CircuitException(
                $"{Counted.Of(Concurrences.Count, "pair", "was", "were")} given to a model with the resource {resource}; give them to one "
                + "without further resources");
        }

        if (Concurrences.Count > width)
        {
            throw new CircuitException(
                $"{Counted.Of(Concurrences.Count, "pair", "was", "were")} given to processors of {Counted.Of(width, "qubit")}; give at "
                + $"most {width}");
        }

        bool isSingle = resource == ProcessorResource.Single;
        int qubitCount = isSingle ? width : 2 * width;
        var body = new CircuitBuilder(qubitCount).Add(new ProcessorQcnn(resource, sublayers));
        Body = body.Build();
        Layer[] embedding = isSingle
            ? [new RingEmbedding(), new RingEmbedding(FirstFeature: width)]
            : [new RingEmbedding(resource == ProcessorResource.Quantum && !isEmbeddingLocal ? 1 : 2)];
        var whole = new CircuitBuilder(qubitCount);
        if (Concurrences.Count > 0)
        {
            whole.Add(new SharedPairs(Concurrences.ToEquatableArray()));
        }

        foreach (Layer layer in embedding)
        {
            whole.Add(layer);
        }

        Circuit = whole.Add(new ProcessorQcnn(resource, sublayers)).Build();
        int[][] units = isSingle || resource == ProcessorResource.Quantum
            ? [[.. Enumerable.Range(0, qubitCount)]]
            : [[.. Enumerable.Range(0, width)], [.. Enumerable.Range(width, width)]];
        Units =
        [
            .. units.Select(qubits => new ProcessorUnit(
                qubits,
                units.Length == 1 ? Prepared(qubitCount, embedding) : Prepared(width, [new RingEmbedding(FirstFeature: qubits[0])]),
                PhaseProgram.Compile(Body, qubits))),
        ];
    }

    /// <summary>What the processors share while they run.</summary>
    public ProcessorResource Resource { get; }

    /// <summary>Number of sub-layers per convolution.</summary>
    public int Sublayers { get; }

    /// <summary>One concurrence per entangled pair shared before.</summary>
    public IReadOnlyList<double> Concurrences { get; }

    /// <summary>Qubits per processor.</summary>
    public int Width { get; }

    /// <summary>Whether a quantum link leaves the embedding within the processors.</summary>
    public bool IsEmbeddingLocal { get; }

    /// <summary>The whole model: pairs, embedding, convolutions and poolings.</summary>
    public Circuit Circuit { get; }

    /// <summary>The readout qubits, processor A's first.</summary>
    public IReadOnlyList<int> Readout => ProcessorQcnn.ReadoutQubits(Resource, Circuit.QubitCount);

    /// <summary>Number of features, two per qubit of a processor.</summary>
    public int FeatureCount => 2 * Width;

    /// <summary>Number of circuit weights, without the readout's.</summary>
    public int WeightCount => Body.WeightCount;

    /// <summary>Number of outcomes: 4, or 2 for one processor.</summary>
    public int OutcomeCount => 1 << Readout.Count;

    /// <summary>The readout to start from: the parity of the outcome, <c>(-1)^(a + b)</c>.</summary>
    public double[] ParityReadout => OutcomeCount == 2 ? [1, -1] : [1, -1, -1, 1];

    /// <summary>Whether the readout is trained; one processor's is Z.</summary>
    public bool IsReadoutTrained => Resource != ProcessorResource.Single;

    internal ProcessorUnit[] Units { get; }

    internal Circuit Body { get; }

    /// <summary>Number of states per processor: one for each basis state of the pairs.</summary>
    internal int BranchCount => 1 << Concurrences.Count;

    /// <summary>Prepares samples for this model.</summary>
    /// <param name="features">One vector of <see cref="FeatureCount"/> finite features per sample.</param>
    /// <exception cref="CircuitException">A vector has another length or a feature is not finite.</exception>
    public ProcessorSamples Embed(IReadOnlyList<double[]> features) => ProcessorSamples.Embed(this, features);

    private Circuit Prepared(int qubitCount, IEnumerable<Layer> layers)
    {
        var circuit = new CircuitBuilder(qubitCount).Reserve(FeatureCount, 0);
        foreach (Layer layer in layers)
        {
            circuit.Add(layer);
        }

        return circuit.Build();
    }
}
