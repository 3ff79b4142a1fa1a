using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A pass that went through all stages.</summary>
/// <param name="Purpose">What it was for.</param>
/// <param name="QueryCount">Queries that it stands for.</param>
/// <param name="CircuitCount">Circuits run.</param>
/// <param name="ShotCount">Shots spent.</param>
/// <param name="Times">Times of the stages; partition is the batch's and left out here.</param>
/// <param name="Incidents">What did not go straight.</param>
internal readonly record struct CompletedPass(
    PassPurpose Purpose, long QueryCount, long CircuitCount, long ShotCount, StageTimes Times, Incidents Incidents);
