using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Accuracy against the magnitude of each disturbance, from the runs of a sweep.</summary>
internal static class RobustnessSweepSection
{
    /// <summary>Appends one figure per data set and attack to the section; none where no run measured robustness.</summary>
    public static ReportSection WithCurves(ReportSection section, RecordedSweep sweep) => section with
    {
        Figures =
        [
            .. section.Figures,
            .. from runs in SweepRunGroup.Of(sweep).GroupBy(g => g.Dataset)
               from attack in runs.SelectMany(g => g.Runs).SelectMany(r => r.Summary!.Robustness?.Points ?? [])
                   .Select(p => p.Attack).Distinct()
               select Curves(runs.Key, attack, [.. runs]),
        ],
    };

    private static Chart Curves(string dataset, string attack, SweepRunGroup[] groups)
    {
        double[] magnitudes = [.. Points(groups, attack).Select(p => p.Magnitude).Distinct().Order()];
        return new(
            $"rq5-{dataset}-{attack}",
            $"{SweepNames.Dataset(dataset)}: accuracy under {Name(attack)}",
            $"Test accuracy at magnitudes {string.Join(", ", magnitudes.Select(Cells.Number))} of the scaled features, "
            + $"{SweepNames.Medians(groups.Min(g => g.Runs.Count))}.",
            new("magnitude") { Categories = [.. magnitudes.Select(Cells.Number)] },
            new("test accuracy", "%") { Upper = 100 },
            [
                .. groups.Where(g => Points([g], attack).Any()).Select((seeds, i) => new Series(
                    seeds.Name,
                    SeriesKind.Line,
                    [
                        .. from magnitude in magnitudes.Index()
                           let accuracies =
                               Points([seeds], attack).Where(p => p.Magnitude == magnitude.Item).Select(p => p.Accuracy).ToArray()
                           where accuracies.Length > 0
                           select Curve.Point(magnitude.Index, BootstrapInterval.Of(accuracies), 100, accuracies.Length),
                    ]) { Look = i }),
            ]);
    }

    private static IEnumerable<RobustnessPoint> Points(IEnumerable<SweepRunGroup> groups, string attack) =>
        groups.SelectMany(g => g.Runs).SelectMany(r => r.Summary!.Robustness?.Points ?? []).Where(p => p.Attack == attack);

    private static string Name(string attack) => attack switch
    {
        "gaussian" => "Gaussian noise",
        _ => attack.ToUpperInvariant(),
    };
}
