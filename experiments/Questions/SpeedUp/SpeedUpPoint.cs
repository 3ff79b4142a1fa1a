using System.Text.Json.Serialization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>One number of workers.</summary>
/// <param name="AmdahlBound">
/// 1/(s + (1 - s)/n): the most that n workers gain if the serial part s, generation and reconstruction, overlaps nothing.
/// </param>
/// <param name="OverlapBound">
/// The most if reconstruction overlaps execution, as it does here: only generation comes before all else, and one thread folds.
/// </param>
internal sealed record SpeedUpPoint(
    string Partition,
    int Cuts,
    int Workers,
    [property: JsonPropertyName("t_total_s")] double TotalSeconds,
    double SpeedUp,
    double AmdahlBound,
    double OverlapBound,
    double SerialShare,
    double ReconstructionShare,
    long StragglersInjected,
    long Copies)
{
    /// <summary>Compares a run with the one at one worker, whose serial part is generation and reconstruction.</summary>
    public static SpeedUpPoint Of(string partition, int cuts, int workers, StageTimes single, StageRecord stage)
    {
        TimeSpan parallel = (single.Execute + single.Reconstruct) / workers;
        double serial = (single.Generate + single.Reconstruct) / single.Total;
        return new(
            partition,
            cuts,
            workers,
            stage.Times.Total.TotalSeconds,
            single.Total / stage.Times.Total,
            1 / (serial + ((1 - serial) / workers)),
            single.Total / (single.Generate + (parallel > single.Reconstruct ? parallel : single.Reconstruct)),
            serial,
            single.Reconstruct / (single.Execute + single.Reconstruct),
            stage.Incidents.Stragglers,
            stage.Incidents.Copies);
    }
}
