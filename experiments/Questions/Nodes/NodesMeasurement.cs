using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments;

/// <summary>One scheme and number of nodes on this machine.</summary>
/// <param name="TotalSeconds">The fastest of three.</param>
/// <param name="SpeedUp">Over one node.</param>
internal sealed record NodesMeasurement(
    string Sync, int Nodes, [property: JsonPropertyName("t_total_s")] double TotalSeconds, double SpeedUp);
