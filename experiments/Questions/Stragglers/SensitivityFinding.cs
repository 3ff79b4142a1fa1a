namespace CutAwareQnn.Experiments;

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
