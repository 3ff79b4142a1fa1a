namespace CutAwareQnn.Experiments;

/// <summary>Settings of a sweep over widths.</summary>
internal sealed record WidthSettings
{
    public required IReadOnlyList<int> Widths { get; init; }

    public required int MaxQubits { get; init; }

    public required int Seeds { get; init; }

    public required int Epochs { get; init; }

    public required int Draws { get; init; }

    public required int Workers { get; init; }

    public IReadOnlyList<int> Digits { get; init; } = [3, 6];

    public int TrainCount { get; init; } = 200;

    public int TestCount { get; init; } = 100;

    public int BatchSize { get; init; } = 8;

    public double LearningRate { get; init; } = 0.1;
}
