using CutAwareQnn.Circuits;
using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>The section of training at several widths.</summary>
internal static class WidthSection
{
    public static ReportSection ToSection(this WidthDocument document)
    {
        IGrouping<WideObservable, WidthPoint>[] observables = [.. document.Points.GroupBy(p => p.Observable)];
        WidthPoint[] widest = [.. document.Points.Where(p => p.Qubits == document.Points.Max(w => w.Qubits))];
        return new(
            "width",
            "The same training, wider",
            $"The study's circuit with one qubit per feature on MNIST's {string.Join(" against ", document.Settings.Digits)}, in "
                + $"fragments of at most {document.Settings.MaxQubits} qubits, with exact values and derivatives; "
                + $"{Counted.Of(document.Settings.Epochs, "epoch")}, {SweepNames.Medians(document.Settings.Seeds)}. "
                + $"At {SweepNames.Count(widest[0].Qubits, "qubit")} "
                + string.Join(", ", widest.Select(p => $"the {Name(p.Observable)} reaches {Cells.Percent(p.TestAccuracy.Median)} %"))
                + " of the test images.",
            [Accuracies(document, observables), Variances(observables), Times(observables)],
            [
                new(
                    "Accuracy and time",
                    ["observable", "qubits", "fragments", "cuts", "weights", "planning", "step", "training, %", "test, %"],
                    [
                        .. document.Points.Select(p => (IReadOnlyList<string>)
                        [
                            Name(p.Observable),
                            Cells.Count(p.Qubits),
                            Cells.Count(p.Fragments),
                            Cells.Count(p.Cuts),
                            Cells.Count(p.Weights),
                            Cells.Time(p.PartitionSeconds),
                            Cells.Time(p.StepSeconds),
                            Cells.Of(p.TrainAccuracy, Cells.Percent, document.Settings.Seeds),
                            Cells.Of(p.TestAccuracy, Cells.Percent, document.Settings.Seeds),
                        ]),
                    ]),
                new(
                    $"A derivative at {Counted.Of(document.Settings.Draws, "random draw")} of the weights: mean over the weights of its "
                    + "square, in 1/rad²",
                    ["observable", "qubits", "variance, closed form", "mean over the draws", "median over the draws"],
                    [
                        .. document.Points.Select(p => (IReadOnlyList<string>)
                        [
                            Name(p.Observable),
                            Cells.Count(p.Qubits),
                            Cells.Number(p.GradientVariance),
                            Cells.Number(p.GradientVarianceMeasured),
                            Cells.Number(p.GradientSquareMedian),
                        ]),
                    ]),
            ],
            []);
    }

    private static Chart Accuracies(WidthDocument document, IGrouping<WideObservable, WidthPoint>[] observables) => new(
        "width-accuracy",
        "Test accuracy against width",
        string.Join(" ", observables.Select(o =>
            $"The {Name(o.Key)}: "
            + string.Join(", ", o.Select(p => $"{Cells.Percent(p.TestAccuracy.Median)} % at {SweepNames.Count(p.Qubits, "qubit")}"))
            + ".")),
        new("qubits") { Categories = [.. document.Settings.Widths.Select(w => Cells.Count(w))] },
        new("test accuracy", "%") { Upper = 100 },
        [
            .. observables.Select(
                (o, i) => new Series(
                    Name(o.Key), SeriesKind.Line,
                    [
                        .. o.Select((p, x) => Curve.Point(x, p.TestAccuracy, 100, document.Settings.Seeds)),
                    ]) { Look = i }),
        ]);

    // As a logarithm: hundreds of powers of ten have no room as ticks of a logarithmic axis. What is too small for a number is left out.
    private static Chart Variances(IGrouping<WideObservable, WidthPoint>[] observables) => new(
        "width-gradient",
        "Variance of the gradient against width",
        "Decimal logarithm of a derivative's variance over uniform weights: "
        + string.Join("; ", observables.Select(o => $"the {Name(o.Key)} " + string.Join(
            ", ", o.Select(p => $"{Cells.Number(p.GradientVariance)} at {Cells.Count(p.Qubits)}"))))
        + ".",
        Qubits(observables),
        new("decimal logarithm of the variance in 1/rad²"),
        [
            .. observables.SelectMany((o, i) => (Series[])
            [
                new(
                    $"{Name(o.Key)}, closed form", SeriesKind.Line, Logarithms(
                        o, p => p.GradientVariance)) { Look = i, IsReference = true },
                new($"{Name(o.Key)}, draws", SeriesKind.Points, Logarithms(o, p => p.GradientVarianceMeasured)) { Look = i },
            ]).Where(s => s.Points.Count > 0),
        ]);

    private static Chart Times(IGrouping<WideObservable, WidthPoint>[] observables) => new(
        "width-time",
        "Time of a step against width",
        string.Join(" ", observables.Select(o =>
            $"A mini-batch with its gradient, for the {Name(o.Key)}: "
            + $"{string.Join(", ", o.Select(p => $"{Cells.Time(p.StepSeconds)} at {SweepNames.Count(p.Qubits, "qubit")}"))}.")),
        Qubits(observables),
        new("time of a step", "s", AxisScale.Logarithmic),
        [
            .. observables.Select(
                (o, i) => new Series(
                    Name(o.Key), SeriesKind.Line, [.. o.Select(p => new ChartPoint(p.Qubits, p.StepSeconds))]) { Look = i }),
        ]);

    private static Axis Qubits(IGrouping<WideObservable, WidthPoint>[] observables) =>
        new("qubits", null, AxisScale.Logarithmic) { Ticks = [.. observables[0].Select(p => (double)p.Qubits).Order()] };

    private static ChartPoint[] Logarithms(IEnumerable<WidthPoint> points, Func<WidthPoint, double> value) =>
        [.. points.Where(p => value(p) > 0).Select(p => new ChartPoint(p.Qubits, Math.Log10(value(p))))];

    private static string Name(WideObservable observable) => observable == WideObservable.Mean ? "mean of Z" : "parity";
}
