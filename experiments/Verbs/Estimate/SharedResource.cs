namespace CutAwareQnn.Experiments;

/// <summary>What the processors of an estimate share.</summary>
/// <param name="Links">Number of measured bits exchanged.</param>
/// <param name="Pairs">Number of entangled pairs used.</param>
/// <param name="Concurrence">The concurrence of each; null without pairs.</param>
/// <param name="HasBits">Whether measured bits may cross.</param>
internal sealed record SharedResource(int Links, int Pairs, double? Concurrence, bool HasBits);
