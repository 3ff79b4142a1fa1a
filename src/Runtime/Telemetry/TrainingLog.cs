using System.Reactive.Concurrency;

namespace CutAwareQnn.Runtime;

/// <summary>Writes what happens in a training run to its folder, and keeps what the summary needs.</summary>
public sealed class TrainingLog
{
    private readonly RunFolder _folder;
    private readonly BatchRecorder _recorder;
    private readonly double _learningRate;
    private readonly IStopwatch _stopwatch;
    private readonly List<StageTimes> _times = [];
    private double _elapsedBefore;
    private TimeSpan _stepStart;
    private long _queryCount;
    private TrainingProgress? _last;
    private double _trainLoss;
    private double _testAccuracy;

    /// <summary>Starts the log; the run's time counts from here.</summary>
    /// <param name="folder">Where the records go.</param>
    /// <param name="recorder">Makes the records of batches.</param>
    /// <param name="learningRate">The optimiser's learning rate, told with every step.</param>
    /// <param name="scheduler">The clock.</param>
    public TrainingLog(RunFolder folder, BatchRecorder recorder, double learningRate, IScheduler scheduler)
    {
        _folder = folder;
        _recorder = recorder;
        _learningRate = learningRate;
        _stopwatch = scheduler.StartStopwatch();
    }

    /// <summary>Takes in what a run that was stopped has logged, so that the summary is that of the whole run.</summary>
    /// <param name="checkpoint">Where it stands; the log is cut back to it.</param>
    public void Resume(Checkpoint checkpoint)
    {
        _elapsedBefore = checkpoint.ElapsedSeconds;
        _trainLoss = checkpoint.TrainLoss;
        _last = new(checkpoint.State, checkpoint.BatchCount, null, null, null!);
        foreach (LogRecord record in RunLog.Read(_folder.Path))
        {
            switch (record)
            {
                case BatchRecord batch:
                    _times.Add(batch.Times);
                    _queryCount += batch.QueryCount;
                    break;
                case EvaluationRecord evaluation:
                    _testAccuracy = evaluation.Accuracy;
                    break;
            }
        }
    }

    /// <summary>Writes a checkpoint behind what was recorded last.</summary>
    public void WriteCheckpoint() => _folder.WriteCheckpoint(length => new(
        _last!.State, _last.BatchCount, _last.EndsEpoch, length, _trainLoss, _elapsedBefore + _stopwatch.Elapsed.TotalSeconds));

    /// <summary>Writes the records of what has just happened: its batch, and the step or the evaluation.</summary>
    public void Record(TrainingProgress progress)
    {
        _last = progress;
        _folder.Log.Write(_recorder.Records(progress.Outcome));
        _times.AddRange(progress.Outcome.Stages.Select(s => s.Times));
        _queryCount += progress.Outcome.Stages.Sum(s => s.QueryCount);
        if (progress.Step is { } step)
        {
            _trainLoss = step.EpochLoss ?? _trainLoss;
            _folder.Log.Write(new StepRecord
            {
                Run = _folder.Run,
                Step = step.Step,
                Epoch = step.Epoch,
                Loss = step.Loss,
                GradientNorm = step.GradientNorm,
                LearningRate = _learningRate,
                StepSeconds = (_stopwatch.Elapsed - _stepStart).TotalSeconds,
            });
        }

        if (progress.Test is { } test)
        {
            _testAccuracy = test.Accuracy;
            _folder.Log.Write(new EvaluationRecord
            {
                Run = _folder.Run,
                Step = progress.State.Step,
                Epoch = progress.State.Epoch,
                Split = "test",
                Loss = test.Loss,
                Accuracy = test.Accuracy,
                SampleCount = test.SampleCount,
            });
        }

        _stepStart = _stopwatch.Elapsed;
    }

    /// <summary>What the run has come to.</summary>
    /// <exception cref="InvalidOperationException">Nothing has happened yet.</exception>
    public RunSummary Summary() => new(
        _folder.Run,
        (_last ?? throw new InvalidOperationException("a run without steps has no summary")).State.Weights,
        _trainLoss,
        _testAccuracy,
        _last.State.Epoch,
        _queryCount,
        _elapsedBefore + _stopwatch.Elapsed.TotalSeconds,
        StageSummary.Of(_times));
}
