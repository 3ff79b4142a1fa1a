namespace CutAwareQnn.Experiments;

/// <summary>The settings of <c>sweep communication</c>.</summary>
internal sealed record CommunicationSettings
{
    /// <summary>Numbers of sub-layers per convolution, rising.</summary>
    public required IReadOnlyList<int> Sublayers { get; init; }

    /// <summary>Sub-layers of the models whose shared pairs vary, one of <see cref="Sublayers"/>.</summary>
    public required int PairSublayers { get; init; }

    /// <summary>Largest number of Bell pairs.</summary>
    public required int MostPairs { get; init; }

    /// <summary>Concurrences of one shared pair, below 1.</summary>
    public required IReadOnlyList<double> Concurrences { get; init; }

    /// <summary>Trainings per model: seed s trains on data set 1 + (s - 1) mod 3.</summary>
    public required int Seeds { get; init; }

    /// <summary>Optimiser steps per training.</summary>
    public required int Steps { get; init; }

    /// <summary>Draws of the weights for effective dimensions and effective parameters.</summary>
    public required int WeightSamples { get; init; }

    public int BatchSize { get; init; } = 512;

    public double LearningRate { get; init; } = 0.05;

    /// <summary>Number n of data of the effective dimension: the training rows.</summary>
    public int DataCount { get; init; } = 1536;

    /// <summary>Rows of data set 3 that effective dimensions are computed from.</summary>
    public int CapacityRows { get; init; } = 200;
}
