using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Drives a training run over an estimator, one step after the other on the caller's thread.</summary>
public static class Trainer
{
    /// <summary>Trains to the end.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">Answers the queries.</param>
    /// <param name="onStep">Told of every step; null for none.</param>
    public static TrainingState Run(Training training, IEstimator estimator, Action<StepReport>? onStep = null)
    {
        TrainingState state = training.Start();
        while (!training.IsComplete(state))
        {
            (state, StepReport report) = training.Advance(state, estimator.Estimate(training.Queries(state), training.Gradient));
            onStep?.Invoke(report);
        }

        return state;
    }
}
