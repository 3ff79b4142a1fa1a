using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments;

/// <summary>A batch on this machine, next to what virtual time predicts of it.</summary>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Workers">Workers, each a thread.</param>
/// <param name="Policy">The policy with its parameters.</param>
/// <param name="TotalSeconds">Wall time, of the fastest of 25 runs.</param>
/// <param name="PredictedSeconds">The same in virtual time, with service times fitted to the first point.</param>
/// <param name="ReconstructionShare">reconstruct / (execute + reconstruct), measured.</param>
internal sealed record PredictionPoint(
    string Partition,
    int Cuts,
    int Workers,
    string Policy,
    [property: JsonPropertyName("t_total_s")] double TotalSeconds,
    [property: JsonPropertyName("t_predicted_s")] double PredictedSeconds,
    double ReconstructionShare)
{
    /// <summary>Predicted over measured.</summary>
    public double Ratio => PredictedSeconds / TotalSeconds;
}
