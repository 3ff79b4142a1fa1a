using CutAwareQnn.Figures;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How the training runs of a sweep converge, cut and uncut on the same axes.</summary>
internal static class ConvergenceSection
{
    /// <summary>Creates the section; null without finished runs whose logs have steps or evaluations.</summary>
    public static ReportSection? Of(RecordedSweep sweep)
    {
        IReadOnlyList<SweepRunGroup> groups = SweepRunGroup.Of(sweep);
        Chart[] figures = [.. groups.GroupBy(g => g.Dataset).SelectMany(Figures)];
        return figures.Length == 0 ? null : new(
            "convergence",
            "Convergence, cut and uncut",
            $"{SweepNames.Capital(SweepNames.Medians(groups.Min(g => g.Runs.Count)))}, the same shots for every circuit. "
                + "Where curves coincide, cutting changes the cost of a query and not the result of training.",
            figures,
            [],
            []);
    }

    private static IEnumerable<Chart> Figures(IGrouping<string, SweepRunGroup> dataset)
    {
        return new[]
        {
            Figure("loss", "training loss", new("mean loss of the epoch") { Lower = 0 }, run =>
                run.Log.OfType<StepRecord>().GroupBy(s => s.Epoch).Select(e => (e.Key + 1, e.Average(s => s.Loss)))),
            Figure("accuracy", "test accuracy", new("test accuracy", "%") { Upper = 100 }, run =>
                run.Log.OfType<EvaluationRecord>().Where(e => e.Split == "test").Select(e => (e.Epoch, 100 * e.Accuracy!.Value))),
        }.OfType<Chart>();

        Chart? Figure(string name, string title, Axis axis, Func<RecordedRun, IEnumerable<(int Epoch, double Value)>> curve)
        {
            Series[] series = [.. dataset.Select((seeds, i) => Median(seeds, curve) with { Look = i }).Where(s => s.Points.Count > 0)];
            return series.Length == 0 ? null : new(
                $"convergence-{dataset.Key}-{name}",
                $"{SweepNames.Dataset(dataset.Key)}: {title}",
                $"Medians after the last epoch: {string.Join(", ", series.Select(s => $"{s.Name} {Cells.Number(s.Points[^1].Y)}"))}.",
                new("epoch") { Lower = 0 },
                axis,
                series);
        }
    }

    private static Series Median(SweepRunGroup seeds, Func<RecordedRun, IEnumerable<(int Epoch, double Value)>> curve) => new(
        seeds.Name,
        SeriesKind.Line,
        [
            .. from point in seeds.Runs.SelectMany(curve)
               group point.Value by point.Epoch into epoch
               orderby epoch.Key
               select Curve.Point(epoch.Key, BootstrapInterval.Of([.. epoch]), count: epoch.Count()),
        ])
    { Interval = IntervalStyle.Band };
}
