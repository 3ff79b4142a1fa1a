using CutAwareQnn.Runtime;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>One record of each kind, with a different number in every field.</summary>
internal static class TelemetryRecords
{
    public static BatchRecord Batch { get; } = new()
    {
        Run = "iris-1",
        Batch = 3,
        Step = 4,
        Purpose = BatchPurpose.Shift,
        QueryCount = 1280,
        Mode = "lean",
        Fragments = 2,
        Cuts = 1,
        Gamma = 3,
        Log10Gamma = 0.47712125471966244,
        SamplingOverhead = 9,
        Log10SamplingOverhead = 0.9542425094393249,
        TermsJoint = 6,
        Log10TermsJoint = 0.7781512503836436,
        CircuitsEmitted = 12,
        Log10CircuitsEmitted = 1.0791812460476249,
        CircuitsUnique = 10,
        Log10CircuitsUnique = 1,
        CircuitsRun = 6400,
        Shots = 1024,
        TotalShots = 6553600,
        PartitionSeconds = 0,
        GenerateSeconds = 0.000125,
        ExecuteSeconds = 0.0042,
        ReconstructSeconds = 0.0003,
        TotalSeconds = 0.0047,
        Workers = 2,
        Policy = "eager",
    };

    public static StepRecord Step { get; } = new()
    {
        Run = "iris-1",
        Step = 4,
        Epoch = 1,
        Loss = 0.75,
        Accuracy = 0.5,
        GradientNorm = 0.5,
        GradientVariance = 0.03125,
        LearningRate = 0.05,
        StepSeconds = 0.006,
    };

    public static EvaluationRecord Evaluation { get; } = new()
    {
        Run = "iris-1",
        Step = 8,
        Epoch = 2,
        Split = "test",
        Loss = 0.25,
        Accuracy = 0.95,
        SampleCount = 20,
    };
}
