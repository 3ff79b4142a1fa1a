namespace CutAwareQnn.Experiments;

/// <summary>The players of CHSH after training, with a pair.</summary>
/// <param name="Concurrence">The pair's concurrence; 0 for none.</param>
/// <param name="S">Their S.</param>
/// <param name="LargestS">The largest S of any players.</param>
/// <param name="SingleShotSuccess">Probability that one shot wins.</param>
/// <param name="SignAccuracy">
/// Share of inputs at which the sign of a trained readout of expectation values is right; no bound of single shots applies.
/// </param>
internal sealed record ChshRow(double Concurrence, double S, double LargestS, double SingleShotSuccess, double SignAccuracy);
