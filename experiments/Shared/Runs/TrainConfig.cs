namespace CutAwareQnn.Experiments;

/// <summary>The settings of a training run: <c>config.json</c>. What does not apply to the data set or the optimiser is null.</summary>
internal sealed record TrainConfig
{
    public required string Dataset { get; init; }

    public required string? Label { get; init; }

    /// <summary>The column of a regression's targets; null of a classification.</summary>
    public string? Target { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required string Reduction { get; init; }

    public required double Scale { get; init; }

    public required double? TestFraction { get; init; }

    public required string Circuit { get; init; }

    public required IReadOnlyList<string> Observable { get; init; }

    /// <summary>The qubits whose bits are the class; null where observables are measured.</summary>
    public string? ClassQubits { get; init; }

    public required bool Linear { get; init; }

    public required string? Partition { get; init; }

    public required string? MaxQubits { get; init; }

    public required string? Plan { get; init; }

    public required string Mode { get; init; }

    public required string? Shots { get; init; }

    public required long? TotalShots { get; init; }

    public required int Workers { get; init; }

    public int Epochs { get; init; }

    public int BatchSize { get; init; }

    public string Optimiser { get; init; } = "";

    public double? LearningRate { get; init; }

    public double? Momentum { get; init; }

    public double? WeightDecay { get; init; }

    public string Schedule { get; init; } = "";

    public string Loss { get; init; } = "";

    public string Gradient { get; init; } = "";

    public int? Patience { get; init; }

    public double? MinImprovement { get; init; }

    public double? ValidationFraction { get; init; }

    public string? Coreset { get; init; }

    public required IReadOnlyList<double>? Robustness { get; init; }

    public required ulong Seed { get; init; }

    public required int TrainCount { get; init; }

    public required int ValidationCount { get; init; }

    public required int TestCount { get; init; }

    /// <summary>The weights that the training starts from; null where the seed draws them.</summary>
    public IReadOnlyList<double>? FirstWeights { get; init; }

    /// <summary>Digests of what the run reads; null in documents of versions that recorded none.</summary>
    public TrainInputs? Inputs { get; init; }

    /// <summary>The command line after the verb, as it is read again when the run is continued; empty for a run of a sweep.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
