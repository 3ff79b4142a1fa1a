using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Settings of a sweep over nodes.</summary>
internal sealed record NodesSettings
{
    /// <summary>iris (versicolor against virginica) or mnist (3 against 6, four principal components).</summary>
    public required string Dataset { get; init; }

    public required string Partition { get; init; }

    /// <summary>Numbers of nodes, rising.</summary>
    public required IReadOnlyList<int> Nodes { get; init; }

    public required IReadOnlyList<string> Sync { get; init; }

    public required int Seeds { get; init; }

    public required int Epochs { get; init; }

    /// <summary>
    /// Samples that all nodes evaluate together in a step: each its share, rounded down; at least as many as the most nodes.
    /// </summary>
    public required int BatchSize { get; init; }

    /// <summary>Shots of each circuit run; 0 for exact values and derivatives.</summary>
    public required long Shots { get; init; }

    public required double LinkSeconds { get; init; }

    public required double StragglerProbability { get; init; }

    public required double StragglerDelaySeconds { get; init; }

    public required ServiceTimes ServiceTimes { get; init; }

    public double LearningRate { get; init; } = 0.1;

    public int MnistTrainCount { get; init; } = 256;

    public int MnistTestCount { get; init; } = 100;

    public double IrisTestFraction { get; init; } = 0.2;
}
