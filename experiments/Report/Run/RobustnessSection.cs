using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>How accurate a trained model stays when its inputs are perturbed.</summary>
internal static class RobustnessSection
{
    public static ReportSection Of(Robustness robustness)
    {
        IGrouping<string, RobustnessPoint>[] attacks = [.. robustness.Points.GroupBy(p => p.Attack)];
        double[] magnitudes = [.. robustness.Points.Select(p => p.Magnitude).Distinct()];
        return new(
            "robustness",
            "Robustness",
            "The mean accuracy over the magnitudes above 0, averaged over Gaussian noise and FGSM, is "
            + $"{Cells.Percent(robustness.Summary)} %.",
            [
                new(
                    "robustness",
                    "Accuracy under disturbed features",
                    string.Join(
                        "; ",
                        attacks.Select(
                            a => $"{a.Key}: " + string.Join(
                                ", ", a.Select(p => $"{Cells.Percent(p.Accuracy)} % at {Cells.Number(p.Magnitude)}")))) + ".",
                    new("magnitude, in units of the scaled features"),
                    new("test accuracy", "%"),
                    [
                        .. attacks.Select(
                            a => new Series(a.Key, SeriesKind.Line, [.. a.Select(p => new ChartPoint(p.Magnitude, 100 * p.Accuracy))])),
                    ]),
            ],
            [
                new(
                    "Test accuracy in per cent",
                    ["attack", .. magnitudes.Select(Cells.Number)],
                    [.. attacks.Select(a => (IReadOnlyList<string>)[a.Key, .. a.Select(p => Cells.Percent(p.Accuracy))])]),
            ],
            []);
    }
}
