using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>One stage over many batch records.</summary>
/// <param name="MedianSeconds">The median of a record's time.</param>
/// <param name="Share">The stage's part of the sum of all four stages, in [0, 1].</param>
public sealed record StageStatistics([property: JsonPropertyName("median_s")] double MedianSeconds, double Share);
