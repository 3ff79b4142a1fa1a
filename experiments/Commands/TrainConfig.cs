namespace CutAwareQnn.Experiments.Commands;

/// <summary>What a training run was asked for: <c>config.json</c>.</summary>
internal sealed record TrainConfig
{
    public required string Dataset { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required string Circuit { get; init; }

    public required string Observable { get; init; }

    public required string Partition { get; init; }

    public required string Mode { get; init; }

    public required string? Shots { get; init; }

    public required long? TotalShots { get; init; }

    public required int Workers { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required string Loss { get; init; }

    public required string Gradient { get; init; }

    public required double TestFraction { get; init; }

    public required ulong Seed { get; init; }

    public required int TrainCount { get; init; }

    public required int TestCount { get; init; }

    /// <summary>The command line behind the verb, as it is read again to go on with the run.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }
}
