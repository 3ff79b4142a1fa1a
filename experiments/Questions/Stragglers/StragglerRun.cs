using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A batch of queries that was run to its end.</summary>
/// <param name="Time">From the start of generation to the last estimate.</param>
/// <param name="StandardError">Mean of the estimates' standard errors.</param>
/// <param name="Stage">What its stages did.</param>
internal sealed record StragglerRun(TimeSpan Time, double StandardError, StageRecord Stage)
{
    public static StragglerRun Of(BatchOutcome outcome) =>
        new(outcome.Stages[0].Times.Total, outcome.Estimates.Average(e => e.StandardError), outcome.Stages[0]);

    /// <summary>Runs in virtual time.</summary>
    /// <param name="batch">The queries.</param>
    /// <param name="workers">Workers.</param>
    /// <param name="times">How long things take.</param>
    /// <param name="policy">The policy with its parameters.</param>
    /// <param name="settings">What may go wrong, and what is done about it.</param>
    /// <param name="before">A run that the policy has seen; null for none.</param>
    public static StragglerRun Virtual(
        StudyBatch batch, int workers, ServiceTimes times, string policy, ExecutionSettings settings, StragglerRun? before = null)
    {
        IDispatchPolicy own = DispatchPolicies.Parse(policy);
        if (before is not null)
        {
            own.Observe(before.Stage.Times);
        }

        return Of(VirtualBatch.Of(batch.Estimator, batch.Request, workers, times, own, settings));
    }

    /// <summary>Computes how much longer it took than another.</summary>
    public double Over(StragglerRun undisturbed) => Time / undisturbed.Time;

    /// <summary>Computes how much larger its standard error is than another's; 1 where that one has none.</summary>
    public double ErrorOver(StragglerRun undisturbed) =>
        undisturbed.StandardError > 0 ? StandardError / undisturbed.StandardError : 1;
}
