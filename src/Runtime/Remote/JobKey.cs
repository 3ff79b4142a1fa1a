namespace CutAwareQnn.Runtime;

/// <summary>Names one try at a job among all that a channel carries.</summary>
/// <param name="Run">The run that the job belongs to.</param>
/// <param name="Incarnation">How often the run's coordinator was started before; answers to an earlier incarnation are dropped.</param>
/// <param name="Batch">The batch of queries, from 0.</param>
/// <param name="Pass">The pass in that batch, from 0.</param>
/// <param name="Index">The job in that pass, from 0.</param>
/// <param name="Attempt">The try, as in <see cref="JobAttempt"/>.</param>
public readonly record struct JobKey(Guid Run, int Incarnation, long Batch, int Pass, int Index, int Attempt);
