using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments;

/// <summary>A share reconstruct / (execute + reconstruct), and how long the query takes that it is a share of.</summary>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Here">On one worker: measured, or the model's where nothing was measured.</param>
/// <param name="QuerySeconds">A query of the batch, on one worker.</param>
/// <param name="Study">What the study publishes, and its software takes.</param>
internal sealed record ShareRow(int Cuts, double Here, [property: JsonPropertyName("t_query_s")] double QuerySeconds, StudyShare Study)
{
    /// <summary>Returns the rows of the cuts that the study has.</summary>
    /// <param name="queries">Queries of the batch.</param>
    /// <param name="points">In virtual time.</param>
    /// <param name="measured">Here; empty where nothing was.</param>
    public static IReadOnlyList<ShareRow> Of(
        int queries, IReadOnlyList<SpeedUpPoint> points, IReadOnlyList<PredictionPoint> measured) =>
    [
        .. from study in PublishedFigures.ReconstructionShares()
           let here = measured.FirstOrDefault(p => p.Cuts == study.Cuts && p.Workers == 1)
           let model = points.First(p => p.Cuts == study.Cuts && p.Workers == 1)
           select new ShareRow(
               study.Cuts,
               here?.ReconstructionShare ?? model.ReconstructionShare,
               (here?.TotalSeconds ?? model.TotalSeconds) / queries,
               study),
    ];
}
