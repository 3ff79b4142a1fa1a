using System.Reactive.Concurrency;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>Writes what happens in a training run to its folder, and keeps what the summary needs.</summary>
public sealed class TrainingLog
{
    private readonly RunFolder _folder;
    private readonly BatchRecorder _recorder;
    private readonly IStopwatch _stopwatch;
    private readonly List<StageTimes> _times = [];

    // A run that is cancelled may be taking its last step on another thread.
    private readonly Lock _gate = new();
    private double _elapsedBefore;
    private TimeSpan _stepStart;
    private TimeSpan? _checkpointed;
    private long _queryCount;
    private TrainingProgress? _last;
    private double _trainLoss;
    private double? _testAccuracy;
    private double? _testRSquared;

    /// <summary>Starts the log; the run's time counts from here.</summary>
    /// <param name="folder">Where the records go.</param>
    /// <param name="recorder">Makes the records of batches.</param>
    /// <param name="scheduler">The clock.</param>
    public TrainingLog(RunFolder folder, BatchRecorder recorder, IScheduler scheduler)
    {
        _folder = folder;
        _recorder = recorder;
        _stopwatch = scheduler.StartStopwatch();
    }

    /// <summary>
    /// The least time between two checkpoints, of which the first is after the first step: one takes as long as the disk, some
    /// milliseconds.
    /// </summary>
    public TimeSpan CheckpointEvery { get; init; } = DefaultCheckpointEvery;

    /// <summary>A second.</summary>
    public static TimeSpan DefaultCheckpointEvery { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Takes in what a run that was stopped has logged, so that the summary is that of the whole run.</summary>
    /// <param name="checkpoint">Where it continues; the log is cut back to it.</param>
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
                case EvaluationRecord { Split: "test" } evaluation:
                    (_testAccuracy, _testRSquared) = (evaluation.Accuracy, evaluation.RSquared);
                    break;
            }
        }
    }

    /// <summary>Writes the records of what has just happened: its batch, and the step or the evaluation.</summary>
    public void Record(TrainingProgress progress)
    {
        lock (_gate)
        {
            Write(progress);
        }
    }

    /// <summary>Writes a checkpoint of the run's present state; none before its first step.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void Checkpoint()
    {
        lock (_gate)
        {
            if (_last is { } last)
            {
                _folder.WriteCheckpoint(length => new(
                    last.State, last.BatchCount, last.EndsEpoch, length, _trainLoss, _elapsedBefore + _stopwatch.Elapsed.TotalSeconds));
                _checkpointed = _stopwatch.Elapsed;
            }
        }
    }

    /// <summary>Returns what the run has come to.</summary>
    /// <exception cref="InvalidOperationException">Nothing has happened yet.</exception>
    public RunSummary Summary() => new(
        _folder.Run,
        (_last ?? throw new InvalidOperationException("a run without steps has no summary")).State.Weights,
        _trainLoss,
        _testAccuracy,
        _last.State.Epoch,
        _queryCount,
        _elapsedBefore + _stopwatch.Elapsed.TotalSeconds,
        StageSummary.Of(_times))
    {
        TestRSquared = _testRSquared,
        StopReason = _last.State.StopReason,
    };

    private void Write(TrainingProgress progress)
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
                Accuracy = step.Accuracy,
                GradientNorm = step.GradientNorm,
                GradientVariance = step.GradientVariance,
                LearningRate = step.LearningRate,
                StepSeconds = (_stopwatch.Elapsed - _stepStart).TotalSeconds,
            });
        }

        if (progress.Test is { } test)
        {
            (_testAccuracy, _testRSquared) = (test.Accuracy, test.RSquared);
            Write("test", test, progress.State);
        }

        if (progress.Validation is { } validation)
        {
            Write("validation", validation, progress.State);
        }

        if (_checkpointed is not { } before || _stopwatch.Elapsed - before >= CheckpointEvery)
        {
            Checkpoint();
        }

        _stepStart = _stopwatch.Elapsed;
    }

    private void Write(string split, Evaluation evaluation, TrainingState state) => _folder.Log.Write(new EvaluationRecord
    {
        Run = _folder.Run,
        Step = state.Step,
        Epoch = state.Epoch,
        Split = split,
        Loss = evaluation.Loss,
        Accuracy = evaluation.Accuracy,
        RSquared = evaluation.RSquared,
        SampleCount = evaluation.SampleCount,
    });
}
