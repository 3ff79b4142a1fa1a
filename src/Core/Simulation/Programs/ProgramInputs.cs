namespace CutAwareQnn.Simulation;

/// <summary>What a program reads, for a batch of queries. A row length of 0 means one row that all queries share.</summary>
public readonly ref struct ProgramInputs
{
    /// <summary>Feature vectors, [query][feature].</summary>
    public ReadOnlySpan<double> Features { get; init; }

    /// <summary>Features a query; 0 if all queries share <see cref="Features"/>.</summary>
    public int FeatureStride { get; init; }

    /// <summary>Weight vectors, [query][weight].</summary>
    public ReadOnlySpan<double> Weights { get; init; }

    /// <summary>Weights a query; 0 if all queries share <see cref="Weights"/>.</summary>
    public int WeightStride { get; init; }

    /// <summary>Scalar inputs, [query][scalar].</summary>
    public ReadOnlySpan<double> Scalars { get; init; }

    /// <summary>Number of queries.</summary>
    public int Count { get; init; }

    /// <summary>Returns the features of a query.</summary>
    internal ReadOnlySpan<double> FeaturesOf(int query) => Features[(query * FeatureStride)..];

    /// <summary>Returns the weights of a query.</summary>
    internal ReadOnlySpan<double> WeightsOf(int query) => Weights[(query * WeightStride)..];
}
