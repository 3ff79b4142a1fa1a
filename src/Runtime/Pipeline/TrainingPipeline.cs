using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>Drives a training run over a pipeline, with an evaluation on the test part after every epoch.</summary>
/// <param name="pipeline">Answers the queries.</param>
/// <param name="training">The run.</param>
/// <param name="test">The test part.</param>
public sealed class TrainingPipeline(QueryPipeline pipeline, Training training, IReadOnlyList<LabelledSample> test)
{
    /// <summary>Returns the run from its first step: every step and every evaluation. Cold; the same again for each subscription.</summary>
    /// <param name="partitionTime">How long making the plan took; logged with the first batch.</param>
    public IObservable<TrainingProgress> Start(TimeSpan partitionTime) => pipeline.Drive<TrainingProgress>(
        new(training.Start(), 0, null, null, null!),
        progress => Next(progress, progress.BatchCount == 0 ? partitionTime : TimeSpan.Zero),
        Answer);

    /// <summary>Returns the run from a checkpoint: every step and every evaluation after it.</summary>
    /// <exception cref="Circuits.CircuitException">It is no checkpoint of this run.</exception>
    public IObservable<TrainingProgress> Continue(Checkpoint from)
    {
        training.Check(from.State);
        return pipeline.Drive<TrainingProgress>(
            new(from.State, from.BatchCount, null, null, null!) { EndsEpoch = from.EndsEpoch },
            progress => Next(progress, TimeSpan.Zero),
            Answer);
    }

    private BatchRequest? Next(TrainingProgress progress, TimeSpan partitionTime)
    {
        TrainingState state = progress.State;
        if (state.IsValidating)
        {
            return new(progress.BatchCount, training.Queries(state), IsEvaluation: true, Step: state.Step);
        }

        if (progress.EndsEpoch)
        {
            return new(progress.BatchCount, training.EvaluationBatch(state, test).Queries, IsEvaluation: true, Step: state.Step);
        }

        return training.IsComplete(state)
            ? null
            : new(progress.BatchCount, training.Queries(state), training.Gradient, Step: state.Step + 1, PartitionTime: partitionTime);
    }

    private TrainingProgress Answer(TrainingProgress progress, BatchOutcome outcome)
    {
        long batchCount = progress.BatchCount + outcome.BatchCount;
        if (progress.State.IsValidating)
        {
            (TrainingState validated, Evaluation validation) = training.Validate(progress.State, outcome.Estimates);
            return new(validated, batchCount, null, null, outcome) { Validation = validation, EndsEpoch = true };
        }

        if (outcome.Request.IsEvaluation)
        {
            Evaluation evaluation = training.Evaluate(progress.State, test, outcome.Estimates);
            return new(progress.State, batchCount, null, evaluation, outcome);
        }

        (TrainingState state, StepReport step) = training.Advance(progress.State, outcome.Estimates);
        return new(state, batchCount, step, null, outcome) { EndsEpoch = step.EpochLoss is not null };
    }
}
