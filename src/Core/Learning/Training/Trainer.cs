using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Driver of a training run over an estimator, step by step on the caller's thread.</summary>
public static class Trainer
{
    /// <summary>Trains to the end and returns the last state.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">The estimator of its queries.</param>
    /// <param name="onStep">Called after each step; may be null.</param>
    /// <param name="from">The state to continue from; null for a new run.</param>
    public static TrainingState Run(
        Training training, IEstimator estimator, Action<StepReport>? onStep = null, TrainingState? from = null)
    {
        TrainingState state = from ?? training.Start();
        while (!training.IsComplete(state))
        {
            IReadOnlyList<Estimate> estimates = estimator.Estimate(training.Queries(state), training.GradientFor(state));
            if (state.IsValidating)
            {
                (state, _) = training.Validate(state, estimates);
                continue;
            }

            (state, StepReport report) = training.Advance(state, estimates);
            onStep?.Invoke(report);
        }

        return state;
    }
}
