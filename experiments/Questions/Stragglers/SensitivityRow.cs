using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Stragglers in virtual time where reconstruction has a given share; eager, without mitigation.</summary>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="ReconstructionShare">reconstruct / (execute + reconstruct) on one worker: the model's own, and larger ones with folding made slower.</param>
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
    /// <summary>A quarter, the published share at so many cuts where there is one, and three quarters.</summary>
    public static IEnumerable<double> Shares(int cuts) =>
        [0.25, .. PublishedFigures.ReconstructionShares().Where(s => s.Cuts == cuts).Select(s => s.Published), 0.75];
}

/// <summary>Whether configurations in which reconstruction weighs more are less sensitive to stragglers, as the study finds.</summary>
/// <param name="Compared">Pairs of a share and the next larger one, with the same cuts and stragglers.</param>
/// <param name="Less">Those in which the larger share has the smaller slowdown.</param>
/// <param name="More">Those in which it has the larger one; in the others they are equal.</param>
internal sealed record SensitivityFinding(int Compared, int Less, int More)
{
    public static SensitivityFinding Of(IReadOnlyList<SensitivityRow> rows)
    {
        int[] signs =
        [
            .. from run in rows.GroupBy(r => (r.Partition, r.Stragglers))
               let byShare = run.OrderBy(r => r.ReconstructionShare).ToArray()
               from pair in byShare.Zip(byShare.Skip(1))
               select pair.Second.Slowdown.Median.CompareTo(pair.First.Slowdown.Median),
        ];
        return new(signs.Length, signs.Count(s => s < 0), signs.Count(s => s > 0));
    }
}
