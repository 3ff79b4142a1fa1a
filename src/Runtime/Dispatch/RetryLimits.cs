using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>How often and how long a batch of subexperiments is tried before its query fails.</summary>
/// <param name="Attempts">Tries, at least 1.</param>
/// <param name="Timeout">From the start of a try, an injected delay included, to when it counts as failed; null for never.</param>
public sealed record RetryLimits(int Attempts = 1, TimeSpan? Timeout = null)
{
    /// <summary>Returns whether a failed try is followed by another. Bad input fails the same way each time.</summary>
    internal bool AllowAnother(JobAttempt attempt, Exception error) =>
        (attempt.Attempt % JobAttempt.FirstOfCopy) + 1 < Attempts && error is BackendException or not CutAwareException;
}
