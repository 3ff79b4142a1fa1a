using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Reconstruction's share of execute and reconstruct against cuts, measured and published.</summary>
internal static class ReconstructionShares
{
    /// <summary>What the study published, a line each.</summary>
    public static IReadOnlyList<string> Published =>
    [
        .. PublishedFigures.ReconstructionShares().Select(s =>
            $"{SweepNames.Count(s.Cuts, "cut")}: median {Cells.Percent(s.Published)} % of execute and reconstruct, 95th percentile "
            + $"{Cells.Percent(s.PublishedP95)} %"),
    ];

    /// <summary>Returns bars for each number of cuts, the published ones last.</summary>
    /// <param name="name">The figure's.</param>
    /// <param name="title">The figure's.</param>
    /// <param name="measured">Named series of shares in [0, 1], by number of cuts.</param>
    public static Chart Chart(
        string name, string title, IReadOnlyList<(string Name, IReadOnlyList<(int Cuts, BootstrapInterval Share)> Shares)> measured)
    {
        int[] cuts = [.. measured.SelectMany(m => m.Shares).Select(s => s.Cuts).Distinct().Order()];
        ChartPoint[] published =
        [
            .. PublishedFigures.ReconstructionShares().Where(s => cuts.Contains(s.Cuts))
                .Select(s => new ChartPoint(Array.IndexOf(cuts, s.Cuts), 100 * s.Published)),
        ];
        Series[] series =
        [
            .. measured.Select(
                m => new Series(
                    m.Name, SeriesKind.Bars, [.. m.Shares.Select(s => Curve.Point(Array.IndexOf(cuts, s.Cuts), s.Share, 100))])),
            .. published.Length > 0 ? [new Series("published", SeriesKind.Bars, published) { IsReference = true }] : Array.Empty<Series>(),
        ];
        return new(
            name,
            title,
            string.Join("; ", series.Select(s => $"{s.Name}: " + string.Join(", ", s.Points.Select(Share)))) + " cuts.",
            new("cuts") { Categories = [.. cuts.Select(c => Cells.Count(c))] },
            new("share", "%"),
            series);

        string Share(ChartPoint p) => $"{Cells.Number(Math.Round(p.Y, 1))} % at {cuts[(int)p.X]}";
    }
}
