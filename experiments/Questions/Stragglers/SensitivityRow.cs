using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Stragglers in virtual time where reconstruction has a given share; eager, without mitigation.</summary>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="ReconstructionShare">
/// reconstruct / (execute + reconstruct) on one worker: the model's own, and larger ones with folding made slower.
/// </param>
/// <param name="Stragglers">What is injected.</param>
/// <param name="UndisturbedSeconds">Without.</param>
/// <param name="Slowdown">Over that, seed by seed.</param>
internal sealed record SensitivityRow(
    string Partition,
    int Cuts,
    double ReconstructionShare,
    StragglerKind Stragglers,
    [property: JsonPropertyName("t_undisturbed_s")] double UndisturbedSeconds,
    BootstrapInterval Slowdown)
{
    /// <summary>Returns a quarter, the published share at so many cuts where there is one, and three quarters.</summary>
    public static IEnumerable<double> Shares(int cuts) =>
        [0.25, .. PublishedFigures.ReconstructionShares().Where(s => s.Cuts == cuts).Select(s => s.Published), 0.75];
}
