using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Drives a training run over an estimator, one step after the other on the caller's thread.</summary>
public static class Trainer
{
    /// <summary>Trains to the end.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">Answers the queries.</param>
    /// <param name="onStep">Told of every step; null for none.</param>
    /// <param name="from">The state to go on from; null for the beginning.</param>
    public static TrainingState Run(
        Training training, IEstimator estimator, Action<StepReport>? onStep = null, TrainingState? from = null)
    {
        TrainingState state = from ?? training.Start();
        while (!training.IsComplete(state))
        {
            IReadOnlyList<Estimate> answers = estimator.Estimate(training.Queries(state), training.GradientFor(state));
            if (state.IsValidating)
            {
                (state, _) = training.Validate(state, answers);
                continue;
            }

            (state, StepReport report) = training.Advance(state, answers);
            onStep?.Invoke(report);
        }

        return state;
    }
}
