namespace CutAwareQnn.Runtime;

/// <summary>What did not go straight in a pass.</summary>
/// <param name="Stragglers">Tries that were held up on purpose.</param>
/// <param name="StragglerTime">For how long, added up; a try that was cancelled counts with its whole delay.</param>
/// <param name="Retries">Retries after failed executions.</param>
/// <param name="Copies">Speculative copies that were started.</param>
/// <param name="CopiesWon">Copies whose result came first.</param>
/// <param name="Incomplete">Batches of subexperiments that a deadline left without some or all of their shots.</param>
public readonly record struct Incidents(
    long Stragglers, TimeSpan StragglerTime, long Retries, long Copies, long CopiesWon, long Incomplete)
{
    /// <summary>Both together.</summary>
    public static Incidents operator +(Incidents left, Incidents right) => left.Add(right);

    /// <summary>Returns both together.</summary>
    public Incidents Add(Incidents other) => new(
        Stragglers + other.Stragglers,
        StragglerTime + other.StragglerTime,
        Retries + other.Retries,
        Copies + other.Copies,
        CopiesWon + other.CopiesWon,
        Incomplete + other.Incomplete);
}
