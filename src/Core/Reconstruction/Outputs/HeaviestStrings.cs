namespace CutAwareQnn.Reconstruction;

/// <summary>The most likely strings of a distribution.</summary>
/// <param name="Strings">Likeliest first.</param>
/// <param name="NodeCount">Prefixes of strings that the search opened.</param>
public sealed record HeaviestStrings(IReadOnlyList<LikelyString> Strings, int NodeCount);
