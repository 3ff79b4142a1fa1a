namespace CutAwareQnn.Runtime;

/// <summary>One evaluation of the model.</summary>
public sealed record EvaluationRecord : LogRecord
{
    /// <summary>Steps taken before it.</summary>
    public required int Step { get; init; }

    /// <summary>Epochs completed before it.</summary>
    public required int Epoch { get; init; }

    /// <summary>The part of the data set: <c>test</c> or <c>validation</c>.</summary>
    public required string Split { get; init; }

    /// <summary>Mean loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of samples classified rightly, in [0, 1]; null of a regression.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>The coefficient of determination of a regression, at most 1; else null.</summary>
    public double? RSquared { get; init; }

    /// <summary>Number of samples.</summary>
    public required int SampleCount { get; init; }
}
