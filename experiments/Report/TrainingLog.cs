using System.Diagnostics;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>Writes what happens in a training run to its folder, and keeps what the summary needs.</summary>
internal sealed class TrainingLog(RunFolder folder, BatchRecorder recorder, TrainingSettings training)
{
    private readonly List<StageTimes> _times = [];
    private long _stepStart = Stopwatch.GetTimestamp();
    private long _queryCount;
    private TrainingProgress? _last;
    private double _trainLoss;
    private double _testAccuracy;

    public void Record(TrainingProgress progress)
    {
        _last = progress;
        folder.Log.Write(recorder.Records(progress.Outcome));
        _times.AddRange(progress.Outcome.Stages.Select(s => s.Times));
        _queryCount += progress.Outcome.Stages.Sum(s => s.QueryCount);
        if (progress.Step is { } step)
        {
            folder.Log.Write(new StepRecord
            {
                Run = folder.Run,
                Step = step.Step,
                Epoch = step.Epoch,
                Loss = step.Loss,
                GradientNorm = step.GradientNorm,
                LearningRate = training.Optimiser.LearningRate,
                StepSeconds = Stopwatch.GetElapsedTime(_stepStart).TotalSeconds,
            });
            _trainLoss = step.EpochLoss ?? _trainLoss;
        }

        if (progress.Test is { } test)
        {
            _testAccuracy = test.Accuracy;
            folder.Log.Write(new EvaluationRecord
            {
                Run = folder.Run,
                Step = progress.State.Step,
                Epoch = progress.State.Epoch,
                Split = "test",
                Loss = test.Loss,
                Accuracy = test.Accuracy,
                SampleCount = test.SampleCount,
            });
        }

        _stepStart = Stopwatch.GetTimestamp();
    }

    public RunSummary Summary(TimeSpan total) => new(
        folder.Run,
        _last!.State.Weights,
        _trainLoss,
        _testAccuracy,
        _last.State.Epoch,
        _queryCount,
        total.TotalSeconds,
        StageSummary.Of(_times));
}
