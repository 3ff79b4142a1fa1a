namespace CutAwareQnn.Experiments;

/// <summary>What all runs of a sweep share: <c>sweep.json</c> in its folder.</summary>
internal sealed record SweepSettings
{
    public required IReadOnlyList<string> Datasets { get; init; }

    public required IReadOnlyList<string> Partitions { get; init; }

    public required int Seeds { get; init; }

    public required int Epochs { get; init; }

    public required int PublishedEpochs { get; init; }

    public required long Shots { get; init; }

    public int BatchSize { get; init; } = 8;

    public double LearningRate { get; init; } = 0.1;

    public IReadOnlyList<double> Magnitudes { get; init; } = [0, 0.1, 0.2, 0.3];

    public int MnistTrainCount { get; init; } = 200;

    public int MnistTestCount { get; init; } = 100;

    public double IrisTestFraction { get; init; } = 0.2;
}
