namespace CutAwareQnn.Runtime;

/// <summary>What the passes of one purpose did for a batch of queries: sums over the passes.</summary>
/// <param name="Purpose">What the passes were for.</param>
/// <param name="QueryCount">Queries, each shifted query of a shift counted.</param>
/// <param name="CircuitCount">Circuits run: physical variants with shots, state vectors in exact mode.</param>
/// <param name="ShotCount">Shots spent; 0 in exact mode.</param>
/// <param name="Times">Times of the stages.</param>
/// <param name="Incidents">What did not go straight.</param>
public sealed record StageRecord(
    BatchPurpose Purpose, long QueryCount, long CircuitCount, long ShotCount, StageTimes Times, Incidents Incidents = default)
{
    /// <summary>Returns this record and another of the same purpose as one.</summary>
    public StageRecord Add(StageRecord other) => this with
    {
        QueryCount = QueryCount + other.QueryCount,
        CircuitCount = CircuitCount + other.CircuitCount,
        ShotCount = ShotCount + other.ShotCount,
        Times = Times + other.Times,
        Incidents = Incidents + other.Incidents,
    };
}
