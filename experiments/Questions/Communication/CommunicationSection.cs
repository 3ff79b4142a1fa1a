using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>The section of communication as a resource.</summary>
internal static class CommunicationSection
{
    private static readonly (string Model, string Name)[] Resources =
    [
        ("single", "one processor"), ("nc", "nothing shared"), ("cc", "classical bits"), ("qc", "quantum link"),
    ];

    public static ReportSection ToSection(this CommunicationDocument document) => new(
        "communication",
        "Communication as a resource",
        "Two processors of four qubits learn together and share nothing, classical bits, entangled pairs or a quantum link. "
            + $"{SweepNames.Count(document.Settings.Seeds, "training")} per model on the study's three data sets, "
            + $"{SweepNames.Count(document.Settings.Steps, "step")} of {SweepNames.Count(document.Settings.BatchSize, "row")}; means and "
            + "standard deviations of the validation accuracy. "
            + "Classical communication is free to emulate by cutting, because measured bits need no quasi-probabilities; a quantum "
            + "link costs a factor per gate across the border. "
            + "A network of two layers of eight tanh units reaches 98.6 to 99.8 % on the same data: the data separate the "
            + "resources from one another and show no quantum advantage.",
        [Depth(document), Pairs(document), SingularValues(document)],
        [
            new(
                "Models",
                [
                    "model",
                    "sub-layers",
                    "pairs",
                    "concurrence",
                    "validation accuracy, %",
                    "published, %",
                    "training accuracy, %",
                    "effective parameters",
                    "effective dimension",
                    "bits per sample",
                    "ebits per sample",
                    "log10 γ",
                    "log10 γ, jointly",
                    "log10 shots for error 0.01",
                    "time per training",
                ],
                [
                    .. document.Points.Select(p => (IReadOnlyList<string>)
                    [
                        p.Model,
                        Cells.Count(p.Sublayers),
                        Cells.Count(p.Pairs),
                        Cells.Number(p.Concurrence),
                        $"{Cells.Percent(p.Accuracy)} ± {Cells.Percent(p.AccuracyDeviation)}",
                        p.Published is { } published ? Cells.Percent(published) : "–",
                        Cells.Percent(p.TrainAccuracy),
                        Cells.Count(p.EffectiveParameters),
                        Cells.Number(p.EffectiveDimension),
                        Cells.Count(p.BitsPerSample),
                        Cells.Number(p.EbitsPerSample),
                        Cells.Number(p.LogGamma),
                        Cells.Number(p.LogJointGamma),
                        Cells.Number(p.LogTotalShots), Cells.Time(p.TrainingSeconds),
                    ]),
                ]),
            new(
                "Decision matrices on 20 inputs per processor; without communication the rank is at most 4^pairs + 1",
                ["resource", "rank", "largest singular value"],
                [
                    .. document.Decisions.Select(
                        d => (IReadOnlyList<string>)[d.Name(), Cells.Count(d.Rank), Cells.Number(d.SingularValues[0])]),
                ]),
            new(
                "CHSH with trained players: the bound on single shots does not limit the sign of an expectation value",
                ["concurrence", "S", "largest S", "single-shot success, %", "sign accuracy, %"],
                [
                    .. document.Chsh.Select(
                        c => (IReadOnlyList<string>)[
                            Cells.Number(c.Concurrence),
                            Cells.Fine(c.S),
                            Cells.Fine(c.LargestS),
                            Cells.Percent(c.SingleShotSuccess),
                            Cells.Percent(c.SignAccuracy),
                        ]),
                ]),
        ],
        [
            "Hwang et al. 2025, Quantum Sci. Technol. 10, 015059 (read from an independent reproduction): at 9 sub-layers one "
            + "processor 78.1 %, nothing shared 88.1 %, classical bits 96.8 %, quantum link 96.0 %.",
        ]);

    private static Chart Depth(CommunicationDocument document)
    {
        List<Series> series = [];
        foreach ((string model, string name) in Resources)
        {
            CommunicationPoint[] points = [.. document.Points.Where(p => p.Model == model).OrderBy(p => p.Sublayers)];
            int look = series.Count(s => !s.IsReference);
            series.Add(new(name, SeriesKind.Line, [.. points.Select(Point)]) { Look = look });
            if (points.Any(p => p.Published is not null))
            {
                series.Add(new(
                    $"{name}, published",
                    SeriesKind.Line,
                    [.. points.Where(p => p.Published is not null).Select(p => new ChartPoint(p.Sublayers, 100 * p.Published!.Value))])
                { Look = look, IsReference = true });
            }
        }

        return new(
            "communication-depth",
            "Accuracy with depth",
            $"Validation accuracy in per cent at {document.Settings.Sublayers[^1]} sub-layers: "
                + string.Join(
                    ", ", Resources.Select(r => $"{r.Name} {Cells.Percent(document.Points.Last(p => p.Model == r.Model).Accuracy)}")) + ".",
            new("sub-layers") { Ticks = [.. document.Settings.Sublayers.Select(l => (double)l)] },
            new("validation accuracy", "%") { Upper = 100 },
            series);
    }

    private static Chart Pairs(CommunicationDocument document)
    {
        CommunicationPoint[] bell =
        [
            .. document.Points.Where(
                p => p.Sublayers == document.Settings.PairSublayers
                    && (p.Model == "nc" || (p.Model == "pairs" && p.Concurrence == 1))).OrderBy(p => p.Pairs),
        ];
        return new(
            "communication-pairs",
            "Accuracy and effective dimension with shared pairs",
            $"Validation accuracy in per cent with 0 to {bell[^1].Pairs} Bell pairs: "
            + $"{string.Join(", ", bell.Select(p => Cells.Percent(p.Accuracy)))}. Effective dimension: "
            + $"{string.Join(", ", bell.Select(p => Cells.Number(p.EffectiveDimension)))}.",
            new("Bell pairs") { Ticks = [.. bell.Select(p => (double)p.Pairs)] },
            new("accuracy (%), effective dimension"),
            [
                new("validation accuracy", SeriesKind.Line, [.. bell.Select(p => Interval(p.Pairs, p))]),
                new("effective dimension", SeriesKind.Line, [.. bell.Select(p => new ChartPoint(p.Pairs, p.EffectiveDimension))]),
            ]);
    }

    private static Chart SingularValues(CommunicationDocument document) => new(
        "communication-decisions",
        "Singular values of the decision matrix",
        $"Rank on 20 by 20 inputs: {string.Join(", ", document.Decisions.Select(d => $"{d.Name()} {Cells.Count(d.Rank)}"))}.",
        new("index"),
        new("singular value", null, AxisScale.Logarithmic),
        [
            .. document.Decisions.Select(
                d => new Series(d.Name(), SeriesKind.Line, [.. d.SingularValues.Take(d.Rank).Select((s, i) => new ChartPoint(i + 1, s))])),
        ]);

    private static ChartPoint Point(CommunicationPoint p) => Interval(p.Sublayers, p);

    private static ChartPoint Interval(double x, CommunicationPoint p) => p.AccuracyDeviation == 0
        ? new(x, 100 * p.Accuracy)
        : new(x, 100 * p.Accuracy, 100 * (p.Accuracy - p.AccuracyDeviation), 100 * (p.Accuracy + p.AccuracyDeviation));
}
